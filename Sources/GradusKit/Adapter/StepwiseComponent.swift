/// A component that is given tensors by name, some once and some at each step, and publishes what it makes of them.
///
/// - `start` takes `inputs/<name>` and keeps them, `chosen/<name>` with the shape of what the program draws for itself, and
///   `quantities/<name>` for what is asked for.
/// - `step` takes those that are new, and `settings/<name>` as scalars; it reports quantities that belong to no parameter.
class StepwiseComponent<Subject>: Component {
  var subject: Subject
  private let properties: Properties<Subject>
  private(set) var asked: Set<String>?
  /// The shapes of what the program draws for itself.
  private(set) var chosen: [String: [Int]] = [:]
  private var inputs: [String: Tensor] = [:]
  private(set) var stepsTaken = 0
  private var isStarted = false

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
    case "start":
      inputs = [:]
      try take(tensors)
      chosen = tensors.chosen
      asked = tensors.asked
      stepsTaken = 0
      isStarted = true
    case "step":
      guard isStarted else { throw .notStarted }
      for setting in try tensors.settings { try properties.set(setting, in: &subject) }
      try take(tensors)
      stepsTaken += 1
      try step()
    default: throw .unknownMethod(method)
    }
  }

  /// Makes one step and reports it.
  func step() throws(Complaint) {}

  /// Names of what is handed to a method, and so is no property.
  var arguments: Set<String> { [] }

  func input(_ name: String) throws(Complaint) -> Tensor {
    guard let tensor = inputs[name] else { throw .missingTensor("inputs/" + name) }
    return tensor
  }

  func has(_ name: String) -> Bool { inputs[name] != nil }

  func report(_ quantity: String, _ tensor: Tensor) { host.report(quantity, "", tensor, step: stepsTaken) }

  /// Reports the properties that are asked for.
  func reportProperties() {
    for reading in properties.readings(of: &subject, asked: asked, isFirst: stepsTaken == 1) {
      report(reading.quantity, reading.tensor)
    }
  }

  private func take(_ tensors: NamedTensors) throws(Complaint) {
    for (name, tensor) in tensors.entries(under: "inputs") {
      inputs[name] = tensor
      if !arguments.contains(name) { try properties.set(name, to: tensor, in: &subject) }
    }
  }
}
