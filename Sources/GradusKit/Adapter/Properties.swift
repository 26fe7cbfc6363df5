/// The properties of a submission's type by name: those that the entry file reaches, and all others that are stored.
///
/// Settings are written into the property itself, so an instance's settings are its own: no box is shared with a copy that the
/// submission may have kept.
struct Properties<Subject> {
  /// One tensor of a quantity; the parameter is empty for a quantity that belongs to none.
  typealias Reading = (quantity: String, parameter: String, tensor: Tensor)

  private struct Quantity {
    let name: String
    let isPerParameter: Bool
    let value: (inout Subject) -> Any?
  }

  private let named: _Properties<Subject>
  private let stored: [StoredProperty<Subject>]
  /// Quantities of the parameters first, then all others, each in the order of declaration.
  private let quantities: [Quantity]
  /// Properties that cannot be read, each with its kind and its type: what is asked for may be among them.
  let unreadable: [(name: String, kind: String)]

  /// - Parameters:
  ///   - whole: true if stored whole numbers are quantities, whoever asks: a training loop's batches are, an optimizer's count
  ///     of its steps is not.
  ///   - own: names that are reported by other means.
  init(_ named: _Properties<Subject>, whole: Bool, except own: Set<String> = []) {
    // No frame holds longer names, or more of them, and nobody asks for them.
    let stored = Array(StoredProperty<Subject>.all().filter { $0.name.utf8.count <= 128 }.prefix(2048))
    let reached = Dictionary(named.readings.map { ($0.name, $0) }) { first, _ in first }
    var quantities: [Quantity] = []
    func add(_ name: String, _ type: any Any.Type, _ value: @escaping (inout Subject) -> Any?) {
      guard !own.contains(name), let isPerParameter = isQuantity(type) else { return }
      quantities.append(Quantity(name: name, isPerParameter: isPerParameter, value: value))
    }
    for property in stored {
      if let reading = reached[property.name] {
        add(property.name, reading.type, reading.value)
      } else if whole || (property.type as? any TensorConvertible.Type)?.isWhole != true {
        add(property.name, property.type) { property.value(in: &$0) }
      }
    }
    let names = Set(stored.map(\.name))
    for reading in named.readings where !names.contains(reading.name) {
      add(reading.name, reading.type, reading.value)
    }
    let read = Set(quantities.map(\.name)).union(own)
    let storedOnly = stored.filter { !($0.type is any AnySetting.Type) && reached[$0.name] == nil }
    func kind(_ name: String, _ type: any Any.Type) -> (name: String, kind: String)? {
      if read.contains(name) || isQuantity(type) != nil { return nil }
      return (name, "a \(names.contains(name) ? "stored" : "computed") property of type \(type)")
    }
    unreadable =
      named.readings.compactMap { kind($0.name, $0.type) } + storedOnly.prefix(64).compactMap { kind($0.name, $0.type) }
    self.quantities = quantities.filter(\.isPerParameter) + quantities.filter { !$0.isPerParameter }
    (self.named, self.stored) = (named, stored)
  }

  /// The names of the quantities.
  var names: [String] { quantities.map(\.name) }

  /// The quantities and their values. Of one that is not asked for there is only an empty tensor, with the first reading, so
  /// that a name that is nearly right can be recognised.
  ///
  /// - Parameters:
  ///   - model: the parameters; `nil` where no quantity belongs to one.
  ///   - asked: the names that are asked for; `nil` for all.
  func readings(
    of subject: inout Subject, like model: Parameters? = nil, asked: Set<String>?, isFirst: Bool
  ) -> [Reading] {
    var readings: [Reading] = []
    for quantity in quantities {
      guard asked?.contains(quantity.name) ?? true else {
        if isFirst { readings.append((quantity.name, "", Tensor(shape: [0], values: []))) }
        continue
      }
      switch quantity.value(&subject) {
      case let value as any ParametersConvertible:
        guard let model else { break }
        readings += value.tensors(like: model).map { (quantity.name, $0.parameter, $0.tensor) }
      case let value as any TensorConvertible:
        if let tensor = value.tensor { readings.append((quantity.name, "", tensor)) }
      default: break
      }
    }
    return readings
  }

  /// The settings and their values, in the order of declaration.
  func settings(of subject: Subject) -> [(name: String, value: Double)] {
    var subject = subject
    return stored.compactMap { property in
      (property.value(in: &subject) as? any AnySetting).map { (property.name, $0.number) }
    }
  }

  /// Writes one setting, or says why it cannot be.
  func set(_ setting: (name: String, value: Double), in subject: inout Subject) throws(Complaint) {
    guard let property = stored.first(where: { $0.name == setting.name }), property.type is any AnySetting.Type else {
      throw .unknownSetting(setting.name)
    }
    func write<Value: SettingValue>(_ type: Value.Type) -> Bool {
      guard let value = Value(_number: setting.value) else { return false }
      return property.update(Setting<Value>.self, in: &subject) { $0.wrappedValue = value }
    }
    let isWritten =
      named.writings[setting.name]?(&subject, _Given(tensor: Tensor(setting.value))) ?? false
      || write(Double.self) || write(Int.self)
    guard isWritten else { throw .unfitSetting(setting.name, setting.value) }
  }

  /// Writes a tensor into the property of a name.
  func set(_ name: String, to tensor: Tensor, in subject: inout Subject) throws(Complaint) {
    let given = _Given(tensor: tensor)
    if named.writings[name]?(&subject, given) ?? false { return }
    func write<Value: TensorConvertible>(_ type: Value.Type) -> Bool {
      var isWritten = false
      for property in stored where property.name == name {
        _ = property.update(type, in: &subject) { isWritten = given.write(to: &$0) }
      }
      return isWritten
    }
    for property in stored where property.name == name {
      guard let type = property.type as? any TensorConvertible.Type else { continue }
      if write(type) { return }
    }
    throw .missingProperty(name)
  }

  /// Gives names and shapes to every stored quantity that is still a plain number, such as `var m: Parameters = 0`, also in a
  /// wrapper, so that `m["W"][i]` can be written to from the first step.
  func shapeQuantities(of subject: inout Subject, like model: Parameters) {
    for property in stored {
      _ = property.update(Parameters.self, in: &subject) { $0 = $0.shaped(like: model) }
      _ = property.update(Parameters?.self, in: &subject) { $0 = $0?.shaped(like: model) }
      property.updateInside(Parameters.self, in: &subject) { $0 = $0.shaped(like: model) }
    }
  }
}

/// True for a type whose values belong to parameters, false for one whose values do not, `nil` for any other.
private func isQuantity(_ type: any Any.Type) -> Bool? {
  if type is any ParametersConvertible.Type { return true }
  return type is any TensorConvertible.Type ? false : nil
}

/// A setting of whatever type.
protocol AnySetting {
  var number: Double { get }
}

extension Setting: AnySetting {
  var number: Double { wrappedValue._number }
}
