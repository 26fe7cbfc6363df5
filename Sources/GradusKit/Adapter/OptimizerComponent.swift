/// An ``Optimizer`` behind the C table.
///
/// - `start` takes `parameters/<name>` and `inputs/<name>`, writes these into the stored properties of those names, and reports
///   the weights as of step 0.
/// - `step` takes `gradients/<name>` and, where a schedule is given, `settings/<name>` as scalars; it applies those settings,
///   takes one step, and reports `weights`, `gradients`, every stored quantity, and the stored numbers that belong to no
///   parameter.
final class OptimizerComponent<Subject: Optimizer>: Component {
  private var subject: Subject
  private var weights: Parameters?
  private var stepsTaken = 0
  /// What may be reported: what was declared, but for what was written into the submission.
  private var reported: Set<String>

  init(host: Host, settings: [(name: String, value: Double)]) throws(Complaint) {
    subject = Subject()
    reported = Set(Reflection.reportedNames(of: subject))
    super.init(host: host)
    for setting in settings {
      try set(setting.name, to: setting.value)
    }
  }

  override func call(_ method: String, _ tensors: NamedTensors) throws(Complaint) {
    switch method {
    case "start": try start(tensors)
    case "step": try step(tensors)
    default: throw .unknownMethod(method)
    }
  }

  private func start(_ tensors: NamedTensors) throws(Complaint) {
    let parameters = tensors.parameters(under: "parameters")
    for (name, tensor) in tensors.entries(under: "inputs") {
      guard Reflection.set(name, to: tensor, in: &subject) else { throw .missingProperty(name) }
      reported.remove(name)
    }
    weights = parameters
    stepsTaken = 0
    Reflection.shapeQuantities(of: &subject, like: parameters)
    host.report("weights", parameters, step: 0)
  }

  private func step(_ tensors: NamedTensors) throws(Complaint) {
    guard let before = weights else { throw .notStarted }
    for (name, tensor) in tensors.entries(under: "settings") {
      guard tensor.count == 1 else { throw .misshapen("settings/" + name, found: tensor.shape, expected: []) }
      try set(name, to: tensor[0])
    }
    let gradients = try tensors.parameters(under: "gradients", like: before)
    var after = before
    Inquiry.open(to: host, like: before, step: stepsTaken + 1)
    subject.step(&after, gradients: gradients)
    let answered = Inquiry.close()
    stepsTaken += 1

    let result = try restored(after, like: before)
    weights = result
    host.report("weights", result, step: stepsTaken)
    host.report("gradients", answered ?? gradients, step: stepsTaken)
    for quantity in Reflection.quantities(of: subject, like: before) where reported.contains(quantity.name) {
      for (parameter, tensor) in quantity.value {
        host.report(quantity.name, parameter, tensor, step: stepsTaken)
      }
    }
    for number in Reflection.numbers(of: subject, whole: false) where reported.contains(number.name) {
      host.report(number.name, "", number.value, step: stepsTaken)
    }
  }

  /// The weights after a step in the model's order and shapes, or a complaint when the submission changed those.
  private func restored(_ after: Parameters, like before: Parameters) throws(Complaint) -> Parameters {
    let shaped = after.shaped(like: before)
    var tensors: [Tensor] = []
    for name in before.names {
      guard let tensor = shaped.tensor(named: name) else { throw .missingTensor("weights/" + name) }
      guard tensor.shape == before[name].shape else {
        throw .misshapen("weights/" + name, found: tensor.shape, expected: before[name].shape)
      }
      tensors.append(tensor)
    }
    return Parameters(names: before.names, tensors: tensors)
  }

  private func set(_ name: String, to value: Double) throws(Complaint) {
    try Reflection.set((name: name, value: value), in: &subject)
  }
}

extension Reflection {
  /// The stored properties of an optimizer that are reported under their own names. A property that holds nothing yet is none
  /// of them: only what is declared may be reported.
  fileprivate static func reportedNames(of subject: Any) -> [String] {
    let ownNames = ["weights", "gradients"]
    return (quantityNames(of: subject) + numbers(of: subject, whole: false).map(\.name)).filter {
      !ownNames.contains($0)
    }
  }
}

extension Registration {
  /// The registration of a type that implements ``Optimizer``.
  static func optimizer<Subject: Optimizer>(_ type: Subject.Type) -> Registration {
    Registration(
      component: "optimizer",
      describe: {
        let fresh = Subject()
        return (Reflection.settings(of: fresh), Reflection.reportedNames(of: fresh))
      },
      make: { (host, settings) throws(Complaint) in
        try OptimizerComponent<Subject>(host: host, settings: settings)
      })
  }
}
