/// A component that is given tensors by name, some once and some at each step, and publishes what it makes of them.
///
/// - `start` takes `inputs/<name>` and keeps them.
/// - `step` takes those that are new, and `settings/<name>` as scalars; it reports quantities that belong to no parameter.
class StepwiseComponent<Subject>: Component {
  var subject: Subject
  private var inputs: [String: Tensor] = [:]
  private(set) var stepsTaken = 0
  private var isStarted = false

  init(host: Host, subject: Subject, settings: [(name: String, value: Double)]) throws(Complaint) {
    self.subject = subject
    super.init(host: host)
    for setting in settings { try set(setting.name, to: setting.value) }
  }

  override func call(_ method: String, _ tensors: NamedTensors) throws(Complaint) {
    switch method {
    case "start":
      inputs = [:]
      try take(tensors)
      stepsTaken = 0
      isStarted = true
    case "step":
      guard isStarted else { throw .notStarted }
      for (name, tensor) in tensors.entries(under: "settings") {
        guard tensor.count == 1 else { throw .misshapen("settings/" + name, found: tensor.shape, expected: []) }
        try set(name, to: tensor[0])
      }
      try take(tensors)
      stepsTaken += 1
      try step()
    default: throw .unknownMethod(method)
    }
  }

  /// Makes one step and reports it.
  func step() throws(Complaint) {}

  /// What is handed to a method, and so is no stored property.
  var arguments: Set<String> { [] }

  func input(_ name: String) throws(Complaint) -> Tensor {
    guard let tensor = inputs[name] else { throw .missingTensor("inputs/" + name) }
    return tensor
  }

  func has(_ name: String) -> Bool { inputs[name] != nil }

  func report(_ quantity: String, _ tensor: Tensor) { host.report(quantity, "", tensor, step: stepsTaken) }

  private func take(_ tensors: NamedTensors) throws(Complaint) {
    for (name, tensor) in tensors.entries(under: "inputs") {
      inputs[name] = tensor
      if !arguments.contains(name), !Reflection.set(name, to: tensor, in: &subject) { throw .missingProperty(name) }
    }
  }

  private func set(_ name: String, to value: Double) throws(Complaint) {
    try Reflection.set((name: name, value: value), in: &subject)
  }
}
