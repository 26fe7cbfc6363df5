/// One live instance of a submission's type behind the C table, whatever protocol the type implements.
///
/// A new protocol joins by a subclass and one function in ``_Gradus``.
class Component {
  let host: Host

  init(host: Host) {
    self.host = host
  }

  /// Runs a method of the component.
  func call(_ method: String, _ tensors: NamedTensors) throws(Complaint) {
    throw .unknownMethod(method)
  }
}

/// The facts of a submission's type that the table needs.
struct Registration {
  /// The protocol's name, as the host asks for it.
  let component: String
  /// The settings with their defaults.
  let settings: () -> [(name: String, value: Double)]
  /// The names of the quantities.
  let quantities: [String]
  /// Properties that cannot be read, each with its kind and its type.
  let unreadable: [(name: String, kind: String)]
  /// Makes an instance with some settings changed.
  let make: (Host, [(name: String, value: Double)]) throws(Complaint) -> Component

  /// - Parameters:
  ///   - returned: quantities that methods return.
  ///   - isRead: true if properties are quantities too.
  init<Subject>(
    component: String, _ properties: Properties<Subject>, returned: [String] = [], isRead: Bool = true,
    of fresh: @escaping () -> Subject,
    make: @escaping (Host, [(name: String, value: Double)]) throws(Complaint) -> Component
  ) {
    self.component = component
    settings = { properties.settings(of: fresh()) }
    quantities = returned + (isRead ? properties.names : [])
    unreadable = isRead ? properties.unreadable : []
    self.make = make
  }
}

/// A reason that a request cannot be met; told to the host in words.
enum Complaint: Error, Equatable {
  case unknownMethod(String)
  case unknownSetting(String)
  case unfitSetting(String, Double)
  case missingTensor(String)
  case misshapen(String, found: [Int], expected: [Int])
  case missingProperty(String)
  case notStarted

  var message: String {
    switch self {
    case .unknownMethod(let name): "there is no method \"\(name)\""
    case .unknownSetting(let name): "there is no setting \"\(name)\""
    case .unfitSetting(let name, let value): "the setting \"\(name)\" cannot be \(value): it is a whole number"
    case .missingTensor(let name): "there is no tensor \"\(name)\""
    case .misshapen(let name, let found, let expected):
      "your step left \"\(name)\" with shape \(found); its shape is \(expected)"
    case .missingProperty(let name):
      "your type has no variable \"\(name)\" to be given a tensor: declare `var \(name) = Tensor(0)`"
    case .notStarted: "\"step\" came before \"start\""
    }
  }
}
