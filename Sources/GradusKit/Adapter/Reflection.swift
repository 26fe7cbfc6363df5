@_spi(Reflection) import Swift

/// What Gradus finds in a submission's type without being told: its settings and its quantities, by the names of the
/// stored properties.
///
/// Settings are written through key paths of the property itself, so an instance's settings are its own: no box is shared
/// with a copy that the submission may have kept.
enum Reflection {
  /// The settings of a value and what they hold, in the order of declaration.
  static func settings(of subject: Any) -> [(name: String, value: Double)] {
    properties(of: subject).compactMap { name, value in
      (value as? any AnySetting).map { (name, $0.number) }
    }
  }

  /// What came of writing a setting.
  enum Writing {
    case written
    case unknown
    case unfit
  }

  /// Writes one setting of a value.
  static func set<Subject>(_ name: String, to number: Double, in subject: inout Subject) -> Writing {
    guard let path = paths(of: Subject.self)["_" + name] else { return .unknown }
    func write<Value: SettingValue>(_ path: WritableKeyPath<Subject, Setting<Value>>) -> Writing {
      guard let value = Value(_number: number) else { return .unfit }
      subject[keyPath: path].wrappedValue = value
      return .written
    }
    if let path = path as? WritableKeyPath<Subject, Setting<Double>> { return write(path) }
    if let path = path as? WritableKeyPath<Subject, Setting<Int>> { return write(path) }
    return .unknown
  }

  /// Gives names and shapes to every stored quantity that is still a plain number, such as `var m: Parameters = 0`, so
  /// that `m["W"][i]` can be written to from the first step.
  static func shapeQuantities<Subject>(of subject: inout Subject, like model: Parameters) {
    for path in paths(of: Subject.self).values {
      guard let path = path as? WritableKeyPath<Subject, Parameters> else { continue }
      subject[keyPath: path] = subject[keyPath: path].shaped(like: model)
    }
  }

  /// The names of the stored properties that hold a quantity, in the order of declaration.
  static func quantityNames(of subject: Any) -> [String] {
    properties(of: subject).compactMap { name, value in isQuantity(value) ? name : nil }
  }

  /// The quantities and their values, in the order of declaration: only what has a parameter's name and size.
  static func quantities(of subject: Any, like model: Parameters) -> [(name: String, value: [(String, Tensor)])] {
    properties(of: subject).compactMap { name, value in
      switch value {
      case let parameters as Parameters:
        let shaped = parameters.shaped(like: model)
        return (name, fitting(model) { shaped.tensor(named: $0) })
      case let tensors as [String: Tensor]:
        return (name, fitting(model) { tensors[$0] })
      case let numbers as [String: [Double]]:
        return (name, fitting(model) { numbers[$0].map { Tensor(shape: [$0.count], values: $0) } })
      default:
        return nil
      }
    }
  }

  private static func isQuantity(_ value: Any) -> Bool {
    value is Parameters || value is [String: Tensor] || value is [String: [Double]]
  }

  /// The tensors that a lookup has for the model's names, in the model's shapes; others are left out.
  private static func fitting(_ model: Parameters, _ lookup: (String) -> Tensor?) -> [(String, Tensor)] {
    model.names.compactMap { name in
      guard let found = lookup(name), found.count == model[name].count else { return nil }
      return (name, Tensor(shape: model[name].shape, values: found.values))
    }
  }

  /// The stored properties of a value by name; a wrapper's leading underscore is dropped.
  private static func properties(of subject: Any) -> [(name: String, value: Any)] {
    var mirror: Mirror? = Mirror(reflecting: subject)
    var found: [[(String, Any)]] = []
    while let level = mirror {
      found.append(
        level.children.compactMap { child in
          child.label.map { ($0.hasPrefix("_") ? String($0.dropFirst()) : $0, child.value) }
        })
      mirror = level.superclassMirror
    }
    return found.reversed().flatMap(\.self)
  }

  /// The key paths of a type's stored properties, by name.
  private static func paths<Subject>(of type: Subject.Type) -> [String: PartialKeyPath<Subject>] {
    var paths: [String: PartialKeyPath<Subject>] = [:]
    // The options by their raw values, since the library declares their names as variables: 1 for a class, 2 to pass over
    // what has no key path.
    let options = _EachFieldOptions(rawValue: type is AnyClass ? 1 | 2 : 2)
    _ = _forEachFieldWithKeyPath(of: type, options: options) { name, path in
      paths[String(cString: name)] = path
      return true
    }
    return paths
  }
}

/// A setting of whatever type.
private protocol AnySetting {
  var number: Double { get }
}

extension Setting: AnySetting {
  var number: Double { wrappedValue._number }
}
