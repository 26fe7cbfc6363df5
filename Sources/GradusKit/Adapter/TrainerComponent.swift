/// A ``Trainer`` behind the C table.
///
/// - `start` takes `parameters/<name>`, `inputs/<name>` for what stays the same, `steps` as a scalar, `chosen/<name>` with the
///   shape of what the program picks at each step, and `quantities/<name>` for what is asked for.
/// - `give` takes `inputs/<name>` for one step, in turn.
/// - `fit` takes all steps, and reports after each of them the weights and every stored quantity that is asked for. Others
///   are reported once, so that a name that is nearly right can be recognised.
final class TrainerComponent<Subject: Trainer>: Component {
  private var subject: Subject
  private var model: Parameters?
  private var data = TrainingData()
  private var asked: Set<String> = []

  init(host: Host, settings: [(name: String, value: Double)]) throws(Complaint) {
    subject = Subject()
    super.init(host: host)
    for setting in settings { try Reflection.set(setting, in: &subject) }
  }

  override func call(_ method: String, _ tensors: NamedTensors) throws(Complaint) {
    switch method {
    case "start": try start(tensors)
    case "give":
      for (name, tensor) in tensors.entries(under: "inputs") { data.series[name, default: []].append(tensor) }
    case "fit": try fit()
    default: throw .unknownMethod(method)
    }
  }

  private func start(_ tensors: NamedTensors) throws(Complaint) {
    guard let steps = tensors.entries.first(where: { $0.name == "steps" })?.tensor, steps.count == 1 else {
      throw .missingTensor("steps")
    }
    let parameters = tensors.parameters(under: "parameters")
    data = TrainingData()
    data.steps = Int(steps[0])
    for (name, tensor) in tensors.entries(under: "inputs") { data.constants[name] = tensor }
    for (name, shape) in tensors.entries(under: "chosen") { data.chosen[name] = shape.values.map { Int($0) } }
    asked = Set(tensors.entries(under: "quantities").map(\.name))
    model = parameters
    Reflection.shapeQuantities(of: &subject, like: parameters)
  }

  private func fit() throws(Complaint) {
    guard let model else { throw .notStarted }
    // One fit for one start.
    self.model = nil
    var running = subject
    var weights = model
    var step = 0
    running.fit(data, &weights) { subject, weights in
      step += 1
      precondition(
        step <= data.steps,
        "your fit reported more than the \(data.steps) steps that it was asked for: call report once after each step")
      report(weights, like: model, step: step)
      report(subject, like: model, step: step)
    }
    subject = running
  }

  private func report(_ weights: Parameters, like model: Parameters, step: Int) {
    let weights = weights.shaped(like: model)
    for name in model.names {
      guard let tensor = weights.tensor(named: name) else {
        preconditionFailure("the weights that step \(step) reports have no \"\(name)\": keep all names")
      }
      guard tensor.shape == model[name].shape else {
        preconditionFailure(
          "the weights that step \(step) reports have a \"\(name)\" of shape \(tensor.shape); its shape is "
            + "\(model[name].shape)")
      }
      host.report("weights", name, tensor, step: step)
    }
  }

  private func report(_ subject: Subject, like model: Parameters, step: Int) {
    for quantity in Reflection.quantities(of: subject, like: model) where isRead(quantity.name, step) {
      for (parameter, tensor) in quantity.value { host.report(quantity.name, parameter, tensor, step: step) }
    }
    for (name, tensor) in Reflection.numbers(of: subject, whole: true) where isRead(name, step) {
      if let shape = data.chosen[name], tensor.shape != shape {
        preconditionFailure("\"\(name)\" has the shape \(tensor.shape) at step \(step); what a step takes has \(shape)")
      }
      host.report(name, "", tensor, step: step)
    }
  }

  private func isRead(_ name: String, _ step: Int) -> Bool {
    name != "weights" && (step == 1 || asked.contains(name))
  }
}

extension Registration {
  /// The registration of a type that implements ``Trainer``.
  static func trainer<Subject: Trainer>(_ type: Subject.Type) -> Registration {
    Registration(
      component: "trainer",
      describe: {
        let fresh = Subject()
        let names = Reflection.quantityNames(of: fresh) + Reflection.numbers(of: fresh, whole: true).map(\.name)
        return (Reflection.settings(of: fresh), names.filter { $0 != "weights" })
      },
      make: { (host, settings) throws(Complaint) in
        try TrainerComponent<Subject>(host: host, settings: settings)
      })
  }
}
