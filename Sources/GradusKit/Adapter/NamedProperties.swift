/// The properties that an assignment asks for, as the entry file that Gradus adds to a submission reaches them: stored, computed
/// or lazy ones alike, and their observers run. Not for submissions.
public struct _Properties<Subject> {
  /// One property that can be read.
  struct Reading {
    let name: String
    /// The declared type.
    let type: any Any.Type
    let value: (inout Subject) -> Any
  }

  /// The properties that can be read, in the order of the entry file.
  private(set) var readings: [Reading] = []
  private(set) var writings: [String: (inout Subject, _Given) -> Bool] = [:]

  /// No properties.
  public init() {}

  /// Adds a property to be read; one that the type does not have, or keeps private, is left out.
  public mutating func read<Value>(_ name: String, _ value: @escaping (inout Subject) -> Value) {
    if Value.self != _Missing.self { readings.append(Reading(name: name, type: Value.self) { value(&$0) }) }
  }

  /// Adds a property to be written.
  public mutating func write(_ name: String, _ body: @escaping (inout Subject, _Given) -> Bool) {
    writings[name] = body
  }
}

/// The value of a property that a type does not have, or keeps private. Not for submissions.
public struct _Missing {
  /// Nothing.
  public init() {}
}

/// Numbers to be written into a property. Not for submissions.
public struct _Given {
  let tensor: Tensor

  /// Writes the numbers; false if a property of that type cannot hold them.
  public func write<Value>(to place: inout Value) -> Bool {
    guard let type = Value.self as? any TensorConvertible.Type, let value = type.init(tensor: tensor) as? Value else {
      return false
    }
    place = value
    return true
  }
}
