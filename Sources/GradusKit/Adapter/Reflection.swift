@_spi(Reflection) import Swift

/// What Gradus finds in a submission's type without being told: its settings and its quantities, by the names of the
/// stored properties.
///
/// Settings are written into the property itself, so an instance's settings are its own: no box is shared
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
    func write<Value: SettingValue>(_ type: Value.Type) -> Writing {
      var writing = Writing.unknown
      update(Setting<Value>.self, of: &subject) { property, setting in
        guard property == "_" + name else { return }
        writing = .unfit
        guard let value = Value(_number: number) else { return }
        setting.wrappedValue = value
        writing = .written
      }
      return writing
    }
    let writing = write(Double.self)
    return writing == .unknown ? write(Int.self) : writing
  }

  /// Writes one stored tensor of a value; where it has at most one axis, a list of numbers will do.
  ///
  /// - Returns: whether there is a stored variable of that name and type.
  static func set<Subject>(_ name: String, to tensor: Tensor, in subject: inout Subject) -> Bool {
    var isWritten = false
    update(Tensor.self, of: &subject) { property, stored in
      guard property == name else { return }
      stored = tensor
      isWritten = true
    }
    guard !isWritten, tensor.shape.count <= 1 else { return isWritten }
    update([Double].self, of: &subject) { property, stored in
      guard property == name else { return }
      stored = tensor.values
      isWritten = true
    }
    return isWritten
  }

  /// Writes one setting of a value, or says why it cannot be.
  static func set<Subject>(_ setting: (name: String, value: Double), in subject: inout Subject) throws(Complaint) {
    switch set(setting.name, to: setting.value, in: &subject) {
    case .written: return
    case .unknown: throw .unknownSetting(setting.name)
    case .unfit: throw .unfitSetting(setting.name, setting.value)
    }
  }

  /// The stored numbers that belong to no parameter, alone, in a list or in a tensor, in the order of declaration.
  ///
  /// - Parameter whole: whether whole ones are among them: a training loop's batches are, an optimizer's count of its steps
  ///   is nobody's quantity.
  static func numbers(of subject: Any, whole: Bool) -> [(name: String, value: Tensor)] {
    properties(of: subject).compactMap { name, value in
      switch value {
      case let tensor as Tensor: (name, tensor)
      case let number as Double: (name, Tensor(number))
      case let list as [Double]: (name, Tensor(shape: [list.count], values: list))
      case let number as Int where whole: (name, Tensor(Double(number)))
      case let list as [Int] where whole: (name, Tensor(shape: [list.count], values: list.map(Double.init)))
      default: nil
      }
    }
  }

  /// The stored tensors of a value, in the order of declaration.
  static func tensors(of subject: Any) -> [(name: String, value: Tensor)] {
    properties(of: subject).compactMap { name, value in (value as? Tensor).map { (name, $0) } }
  }

  /// Gives names and shapes to every stored quantity that is still a plain number, such as `var m: Parameters = 0`, so
  /// that `m["W"][i]` can be written to from the first step.
  static func shapeQuantities<Subject>(of subject: inout Subject, like model: Parameters) {
    update(Parameters.self, of: &subject) { _, quantity in
      quantity = quantity.shaped(like: model)
    }
  }

  /// The names of the stored properties that hold a quantity, in the order of declaration.
  static func quantityNames(of subject: Any) -> [String] {
    properties(of: subject).compactMap { name, value in isQuantity(value) ? name : nil }
  }

  /// The quantities and their values, in the order of declaration: only what has a parameter's name, of whatever shape.
  static func quantities(of subject: Any, like model: Parameters) -> [(name: String, value: [(String, Tensor)])] {
    properties(of: subject).compactMap { name, value in
      switch value {
      case let parameters as Parameters:
        let shaped = parameters.shaped(like: model)
        return (name, named(like: model) { shaped.tensor(named: $0) })
      case let tensors as [String: Tensor]:
        return (name, named(like: model) { tensors[$0] })
      case let numbers as [String: [Double]]:
        return (name, named(like: model) { numbers[$0].map { Tensor(shape: [$0.count], values: $0) } })
      default:
        return nil
      }
    }
  }

  private static func isQuantity(_ value: Any) -> Bool {
    value is Parameters || value is [String: Tensor] || value is [String: [Double]]
  }

  /// The tensors that a lookup has for the model's names.
  ///
  /// A plain list of as many numbers as the parameter has means its elements in their order. Everything else keeps its own
  /// shape, so that a wrong one can be told.
  private static func named(like model: Parameters, _ lookup: (String) -> Tensor?) -> [(String, Tensor)] {
    model.names.compactMap { name in
      guard let found = lookup(name) else { return nil }
      guard found.shape.count <= 1, found.count == model[name].count else { return (name, found) }
      return (name, Tensor(shape: model[name].shape, values: found.values))
    }
  }

  /// The stored properties of a value by name; a wrapper's leading underscore is dropped. Where two would then have one name,
  /// as `m` and `_m`, or a class's and its superclass's, the one that is written so stands for it, and the class's own.
  private static func properties(of subject: Any) -> [(name: String, value: Any)] {
    var mirror: Mirror? = Mirror(reflecting: subject)
    var levels: [[(label: String, value: Any)]] = []
    while let level = mirror {
      levels.append(level.children.compactMap { child in child.label.map { ($0, child.value) } })
      mirror = level.superclassMirror
    }
    let all = levels.reversed().flatMap(\.self)
    let written = Set(all.map(\.label))
    var found: [(name: String, value: Any)] = []
    for (label, value) in all {
      let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
      if name != label, written.contains(name) { continue }
      found.removeAll { $0.name == name }
      found.append((name, value))
    }
    return found
  }

  /// Changes, in place, each stored variable of one type.
  private static func update<Subject, Value>(
    _: Value.Type, of subject: inout Subject, _ change: (_ property: String, _ value: inout Value) -> Void
  ) {
    guard Subject.self is AnyClass else {
      _ = _forEachFieldWithKeyPath(of: Subject.self, options: ignoringUnknown) { name, path in
        if let path = path as? WritableKeyPath<Subject, Value> {
          change(String(cString: name), &subject[keyPath: path])
        }
        return true
      }
      return
    }
    // The library makes no key paths for classes, but says at which distance from an object's start each variable is.
    let object = Unmanaged.passUnretained(subject as AnyObject).toOpaque()
    _ = _forEachField(of: Subject.self, options: ofClass) { name, offset, type, _ in
      if type == Value.self {
        change(String(cString: name), &object.advanced(by: offset).assumingMemoryBound(to: Value.self).pointee)
      }
      return true
    }
    withExtendedLifetime(subject) {}
  }

  // By their raw values, since the library declares their names as variables.
  private static let ofClass = _EachFieldOptions(rawValue: 1)
  private static let ignoringUnknown = _EachFieldOptions(rawValue: 2)
}

/// A setting of whatever type.
private protocol AnySetting {
  var number: Double { get }
}

extension Setting: AnySetting {
  var number: Double { wrappedValue._number }
}
