@_spi(Reflection) import Swift

/// A stored property of a submission's type, private or not, found without asking the type: its own mirror may show
/// something else.
struct StoredProperty<Subject> {
  /// The name as the student writes it: without what a wrapper or `lazy` puts before it.
  let name: String
  /// True if nothing was put before the name.
  let isPlain: Bool
  let type: any Any.Type
  private let offset: Int
  private let kind: _MetadataKind
  /// The way to a variable of a structure.
  private let path: PartialKeyPath<Subject>?

  /// The stored properties, in the order of declaration, those of a superclass first.
  ///
  /// Of two with one name, as `m` and `_m`, or a class's and its superclass's, the one that is written so stands for it, and
  /// the class's own.
  static func all() -> [StoredProperty] {
    var paths: [String: PartialKeyPath<Subject>] = [:]
    if !isClass {
      _ = _forEachFieldWithKeyPath(of: Subject.self, options: ignoringUnknown) { label, path in
        paths[String(cString: label)] = path
        return true
      }
    }
    var found: [StoredProperty] = []
    _ = _forEachField(of: Subject.self, options: isClass ? ofClass : []) { label, offset, type, kind in
      let label = String(cString: label)
      let property = StoredProperty(label: label, type: type, offset: offset, kind: kind, path: paths[label])
      let isHidden = !property.isPlain && found.contains { $0.name == property.name && $0.isPlain }
      guard !isHidden else { return true }
      found.removeAll { $0.name == property.name }
      found.append(property)
      return true
    }
    return found
  }

  private init(
    label: String, type: any Any.Type, offset: Int, kind: _MetadataKind, path: PartialKeyPath<Subject>?
  ) {
    let prefix = ["$__lazy_storage_$_", "_"].first(where: label.hasPrefix)
    name = String(label.dropFirst(prefix?.count ?? 0))
    isPlain = prefix == nil
    (self.type, self.offset, self.kind, self.path) = (type, offset, kind, path)
  }

  /// The value, if it is a setting or anything that can be read.
  func value(in subject: inout Subject) -> Any? {
    // A weak reference, whose memory is not its value, is none of these.
    guard type is any TensorConvertible.Type || type is any ParametersConvertible.Type || type is any AnySetting.Type
    else { return nil }
    func load<Value>(_: Value.Type) -> Any {
      withPointer(to: &subject) { $0.assumingMemoryBound(to: Value.self).pointee }
    }
    return _openExistential(type, do: load)
  }

  /// Changes the value in place, if it is a variable of that type.
  func update<Value>(_: Value.Type, in subject: inout Subject, _ change: (inout Value) -> Void) -> Bool {
    guard type == Value.self else { return false }
    if Self.isClass {
      withPointer(to: &subject) { change(&$0.assumingMemoryBound(to: Value.self).pointee) }
      return true
    }
    guard let path = path as? WritableKeyPath<Subject, Value> else { return false }
    change(&subject[keyPath: path])
    return true
  }

  /// Changes each value of a type that a wrapper stores.
  func updateInside<Value>(_: Value.Type, in subject: inout Subject, _ change: (inout Value) -> Void) {
    guard !isPlain, kind == .struct else { return }
    _ = _forEachField(of: type) { _, inner, type, _ in
      if type == Value.self {
        withPointer(to: &subject) { change(&$0.advanced(by: inner).assumingMemoryBound(to: Value.self).pointee) }
      }
      return true
    }
  }

  private func withPointer<Result>(to subject: inout Subject, _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    guard Self.isClass else {
      return withUnsafeMutableBytes(of: &subject) { body($0.baseAddress!.advanced(by: offset)) }
    }
    let object = subject as AnyObject
    return withExtendedLifetime(object) {
      body(Unmanaged.passUnretained(object).toOpaque().advanced(by: offset))
    }
  }

  private static var isClass: Bool { Subject.self is AnyClass }
  // By their raw values, since the library declares their names as variables.
  private static var ofClass: _EachFieldOptions { _EachFieldOptions(rawValue: 1) }
  private static var ignoringUnknown: _EachFieldOptions { _EachFieldOptions(rawValue: 2) }
}
