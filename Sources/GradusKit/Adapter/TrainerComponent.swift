/// A ``Trainer`` behind the C table.
///
/// - `start` takes `parameters/<name>`, `inputs/<name>` for what stays the same, `steps` as a scalar, `chosen/<name>` with the
///   shape of what the program picks at each step, and `quantities/<name>` for what is asked for.
/// - `give` takes `inputs/<name>` for one step, in turn.
/// - `fit` takes all steps, and reports after each of them the weights and every quantity that is asked for.
final class TrainerComponent<Subject: Trainer>: Component {
  private var subject: Subject
  private let properties: Properties<Subject>
  private var model: Parameters?
  private var data = TrainingData()
  private var asked: Set<String>?

  init(
    host: Host, subject: Subject, _ properties: Properties<Subject>, settings: [(name: String, value: Double)]
  ) throws(Complaint) {
    self.subject = subject
    self.properties = properties
    super.init(host: host)
    for setting in settings { try properties.set(setting, in: &self.subject) }
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
    data.chosen = tensors.chosen
    asked = tensors.asked
    model = parameters
    properties.shapeQuantities(of: &subject, like: parameters)
  }

  private func fit() throws(Complaint) {
    guard let model else { throw .notStarted }
    // One fit for one start.
    self.model = nil
    var running = subject
    var weights = model
    var step = 0
    Model.run(model) {
      running.fit(data, &weights) { subject, weights in
        step += 1
        precondition(
          step <= data.steps,
          "your fit reported more than the \(data.steps) steps that it was asked for: call report once after each step")
        report(weights, like: model, step: step)
        report(subject, like: model, step: step)
      }
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
    var subject = subject
    for reading in properties.readings(of: &subject, like: model, asked: asked, isFirst: step == 1) {
      let tensor = reading.parameter.isEmpty ? fitted(reading.tensor, reading.quantity, step: step) : reading.tensor
      host.report(reading.quantity, reading.parameter, tensor, step: step)
    }
  }

  /// A choice in the shape that a step takes: axes of one entry may be more or fewer.
  private func fitted(_ tensor: Tensor, _ name: String, step: Int) -> Tensor {
    guard asked?.contains(name) ?? true, let shape = data.chosen[name], tensor.shape != shape else { return tensor }
    guard tensor.shape.filter({ $0 != 1 }) == shape.filter({ $0 != 1 }) else {
      preconditionFailure("\"\(name)\" has the shape \(tensor.shape) at step \(step); what a step takes has \(shape)")
    }
    return Tensor(shape: shape, values: tensor.values)
  }
}

extension Registration {
  /// The registration of a type that implements ``Trainer``.
  static func trainer<Subject: Trainer>(
    _ fresh: @escaping () -> Subject, _ named: _Properties<Subject> = _Properties()
  ) -> Registration {
    let properties = Properties(named, whole: true, except: ["weights"])
    return Registration(component: "trainer", properties, of: fresh) { (host, settings) throws(Complaint) in
      try TrainerComponent<Subject>(host: host, subject: fresh(), properties, settings: settings)
    }
  }
}
