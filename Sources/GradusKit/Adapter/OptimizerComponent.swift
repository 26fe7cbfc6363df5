/// An ``Optimizer`` behind the C table.
///
/// - `start` takes `parameters/<name>` and `inputs/<name>`, writes these into the properties of those names, takes
///   `quantities/<name>` for what is asked for, and reports the weights as of step 0.
/// - `step` takes `gradients/<name>` and, where a schedule is given, `settings/<name>` as scalars; it applies those settings,
///   takes one step, and reports `weights`, `gradients`, and every quantity that is asked for.
final class OptimizerComponent<Subject: Optimizer>: Component {
  private var subject: Subject
  private let properties: Properties<Subject>
  private var weights: Parameters?
  private var stepsTaken = 0
  private var asked: Set<String>?
  /// The properties that were written, and so are not the submission's to report.
  private var given: Set<String> = []

  fileprivate init(
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
    case "step": try step(tensors)
    default: throw .unknownMethod(method)
    }
  }

  private func start(_ tensors: NamedTensors) throws(Complaint) {
    let parameters = tensors.parameters(under: "parameters")
    for (name, tensor) in tensors.entries(under: "inputs") {
      try properties.set(name, to: tensor, in: &subject)
      given.insert(name)
    }
    asked = tensors.asked
    weights = parameters
    stepsTaken = 0
    properties.shapeQuantities(of: &subject, like: parameters)
    host.report("weights", parameters, step: 0)
  }

  private func step(_ tensors: NamedTensors) throws(Complaint) {
    guard let before = weights else { throw .notStarted }
    for setting in try tensors.settings { try properties.set(setting, in: &subject) }
    let gradients = try tensors.parameters(under: "gradients", like: before)
    var after = before
    Inquiry.open(to: host, like: before, step: stepsTaken + 1)
    Model.run(before) { subject.step(&after, gradients: gradients) }
    let answered = Inquiry.close()
    stepsTaken += 1

    let result = try restored(after, like: before)
    weights = result
    host.report("weights", result, step: stepsTaken)
    host.report("gradients", answered ?? gradients, step: stepsTaken)
    let readings = properties.readings(of: &subject, like: before, asked: asked, isFirst: stepsTaken == 1)
    for reading in readings where !given.contains(reading.quantity) {
      host.report(reading.quantity, reading.parameter, reading.tensor, step: stepsTaken)
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
}

extension Registration {
  /// The registration of a type that implements ``Optimizer``.
  static func optimizer<Subject: Optimizer>(
    _ fresh: @escaping () -> Subject, _ named: _Properties<Subject> = _Properties()
  ) -> Registration {
    let properties = Properties(named, whole: false, except: ["weights", "gradients"])
    return Registration(component: "optimizer", properties, of: fresh) { (host, settings) throws(Complaint) in
      try OptimizerComponent<Subject>(host: host, subject: fresh(), properties, settings: settings)
    }
  }
}
