/// "GRADUS" as it begins the first message of each side.
private let greeting: [UInt8] = Array("GRADUS".utf8)

/// A message that travels as one frame: four bytes of length, one of kind, then the fields.
package protocol FrameCoded: Sendable {
  /// The frame, length included.
  func frame() -> [UInt8]
  /// Reads the message from a frame's bytes behind the length.
  init(frame bytes: ArraySlice<UInt8>) throws(ProtocolError)
}

private enum Kind {
  static let hello: UInt8 = 0x01
  static let load: UInt8 = 0x02
  static let describe: UInt8 = 0x03
  static let create: UInt8 = 0x04
  static let call: UInt8 = 0x05
  static let finish: UInt8 = 0x06
  static let seal: UInt8 = 0x07
  static let answer: UInt8 = 0x08
  static let refuse: UInt8 = 0x09
  static let helloReply: UInt8 = 0x41
  static let loaded: UInt8 = 0x42
  static let description: UInt8 = 0x43
  static let created: UInt8 = 0x44
  static let report: UInt8 = 0x45
  static let done: UInt8 = 0x46
  static let failed: UInt8 = 0x47
  static let finished: UInt8 = 0x48
  static let sealed: UInt8 = 0x49
  static let evaluate: UInt8 = 0x4a
  /// Written by a signal handler in C: `gradus_crash_frame`.
  static let crashed: UInt8 = 0x7f
}

extension Request: FrameCoded {
  package func frame() -> [UInt8] {
    switch self {
    case .hello(let version):
      return helloFrame(Kind.hello, version)
    case .seal(let seal):
      var writer = ByteWriter(kind: Kind.seal)
      writer.put(seal.layers.rawValue)
      let limits = seal.limits
      for limit in [limits.cpuSeconds, limits.memoryBytes, limits.fileBytes, limits.openFiles] { writer.put(limit) }
      writer.put(UInt32(seal.readable.count))
      for path in seal.readable { writer.put(path) }
      return writer.frame()
    case .load(let path):
      var writer = ByteWriter(kind: Kind.load)
      writer.put(path)
      return writer.frame()
    case .describe:
      return ByteWriter(kind: Kind.describe).frame()
    case .create(let settings):
      var writer = ByteWriter(kind: Kind.create)
      put(settings, into: &writer)
      return writer.frame()
    case .call(let method, let tensors):
      var writer = ByteWriter(kind: Kind.call)
      writer.put(method)
      put(tensors, into: &writer)
      return writer.frame()
    case .answer(let tensors):
      var writer = ByteWriter(kind: Kind.answer)
      put(tensors, into: &writer)
      return writer.frame()
    case .refuse(let refusal):
      var writer = ByteWriter(kind: Kind.refuse)
      writer.put(refusal.rawValue)
      return writer.frame()
    case .finish:
      return ByteWriter(kind: Kind.finish).frame()
    }
  }

  package init(frame bytes: ArraySlice<UInt8>) throws(ProtocolError) {
    var reader = ByteReader(bytes)
    let kind = try reader.number(UInt8.self)
    switch kind {
    case Kind.hello:
      self = .hello(version: try version(from: &reader))
    case Kind.seal:
      let layers = WorkerSeal.Layers(rawValue: try reader.number(UInt8.self))
      let limits = WorkerLimits(
        cpuSeconds: try reader.number(UInt64.self), memoryBytes: try reader.number(UInt64.self),
        fileBytes: try reader.number(UInt64.self), openFiles: try reader.number(UInt64.self))
      var readable: [String] = []
      for _ in 0..<(try reader.count(atMost: Bounds.entries, as: .entries)) {
        readable.append(try reader.text(atMost: Bounds.text, as: .text))
      }
      self = .seal(WorkerSeal(layers: layers, limits: limits, readable: readable))
    case Kind.load:
      self = .load(path: try reader.text(atMost: Bounds.text, as: .text))
    case Kind.describe:
      self = .describe
    case Kind.create:
      self = .create(try settings(from: &reader))
    case Kind.call:
      let method = try reader.name()
      self = .call(method: method, try tensors(from: &reader))
    case Kind.answer:
      self = .answer(try tensors(from: &reader))
    case Kind.refuse:
      guard let refusal = Refusal(rawValue: try reader.number(UInt8.self)) else { throw .malformedValue }
      self = .refuse(refusal)
    case Kind.finish:
      self = .finish
    default:
      throw .unknownKind(kind)
    }
    try reader.finish()
  }
}

extension Reply: FrameCoded {
  package func frame() -> [UInt8] {
    switch self {
    case .hello(let version):
      return helloFrame(Kind.helloReply, version)
    case .sealed:
      return ByteWriter(kind: Kind.sealed).frame()
    case .loaded:
      return ByteWriter(kind: Kind.loaded).frame()
    case .description(let description):
      var writer = ByteWriter(kind: Kind.description)
      writer.put(description.component)
      put(description.settings, into: &writer)
      for names in [description.quantities, description.unreadable] {
        writer.put(UInt32(names.count))
        for name in names { writer.put(name) }
      }
      return writer.frame()
    case .created:
      return ByteWriter(kind: Kind.created).frame()
    case .report(let publication):
      var writer = ByteWriter(kind: Kind.report)
      writer.put(publication.quantity)
      writer.put(publication.step)
      writer.put(publication.time)
      writer.put(publication.tensor)
      return writer.frame()
    case .evaluate(let what, let point):
      var writer = ByteWriter(kind: Kind.evaluate)
      writer.put(what)
      put(point, into: &writer)
      return writer.frame()
    case .done:
      return ByteWriter(kind: Kind.done).frame()
    case .failed(let message):
      var writer = ByteWriter(kind: Kind.failed)
      writer.put(message)
      return writer.frame()
    case .finished:
      return ByteWriter(kind: Kind.finished).frame()
    case .crashed(let note):
      var writer = ByteWriter(kind: Kind.crashed)
      writer.put(UInt32(bitPattern: note.signal))
      writer.put(note.reason.rawValue)
      writer.put(UInt8(note.addresses.count))
      for address in note.addresses { writer.put(address) }
      return writer.frame()
    }
  }

  package init(frame bytes: ArraySlice<UInt8>) throws(ProtocolError) {
    var reader = ByteReader(bytes)
    let kind = try reader.number(UInt8.self)
    switch kind {
    case Kind.helloReply:
      self = .hello(version: try version(from: &reader))
    case Kind.sealed:
      self = .sealed
    case Kind.loaded:
      self = .loaded
    case Kind.description:
      let component = try reader.name()
      let settings = try settings(from: &reader)
      let (quantities, unreadable) = (try names(from: &reader), try names(from: &reader))
      self = .description(
        PluginDescription(component: component, settings: settings, quantities: quantities, unreadable: unreadable))
    case Kind.created:
      self = .created
    case Kind.report:
      self = .report(
        Publication(
          quantity: try reader.name(), step: try reader.number(UInt64.self), time: try reader.number(UInt64.self),
          tensor: try reader.tensor()))
    case Kind.evaluate:
      self = .evaluate(try reader.name(), at: try tensors(from: &reader))
    case Kind.done:
      self = .done
    case Kind.failed:
      self = .failed(try reader.text(atMost: Bounds.text, as: .text))
    case Kind.finished:
      self = .finished
    case Kind.crashed:
      let signal = Int32(bitPattern: try reader.number(UInt32.self))
      guard let reason = CrashNote.Reason(rawValue: try reader.number(UInt8.self)) else { throw .malformedValue }
      let count = Int(try reader.number(UInt8.self))
      guard count <= Bounds.addresses else { throw .tooLarge(field: .addresses, size: UInt64(count)) }
      var addresses: [UInt64] = []
      for _ in 0..<count { addresses.append(try reader.number(UInt64.self)) }
      self = .crashed(CrashNote(signal: signal, reason: reason, addresses: addresses))
    default:
      throw .unknownKind(kind)
    }
    try reader.finish()
  }
}

private func helloFrame(_ kind: UInt8, _ version: UInt16) -> [UInt8] {
  var writer = ByteWriter(kind: kind)
  for byte in greeting { writer.put(byte) }
  writer.put(version)
  return writer.frame()
}

private func version(from reader: inout ByteReader) throws(ProtocolError) -> UInt16 {
  for byte in greeting {
    guard try reader.number(UInt8.self) == byte else { throw .notThisProtocol }
  }
  let version = try reader.number(UInt16.self)
  guard version == protocolVersion else { throw .unsupportedVersion(version) }
  return version
}

private func put(_ tensors: [WireTensor], into writer: inout ByteWriter) {
  writer.put(UInt32(tensors.count))
  for tensor in tensors { writer.put(tensor) }
}

private func tensors(from reader: inout ByteReader) throws(ProtocolError) -> [WireTensor] {
  var tensors: [WireTensor] = []
  for _ in 0..<(try reader.count(atMost: Bounds.entries, as: .entries)) { tensors.append(try reader.tensor()) }
  return tensors
}

private func names(from reader: inout ByteReader) throws(ProtocolError) -> [String] {
  var names: [String] = []
  for _ in 0..<(try reader.count(atMost: Bounds.entries, as: .entries)) { names.append(try reader.name()) }
  return names
}

private func put(_ settings: [WireSetting], into writer: inout ByteWriter) {
  writer.put(UInt32(settings.count))
  for setting in settings {
    writer.put(setting.name)
    writer.put(setting.value.bitPattern)
  }
}

private func settings(from reader: inout ByteReader) throws(ProtocolError) -> [WireSetting] {
  var settings: [WireSetting] = []
  for _ in 0..<(try reader.count(atMost: Bounds.entries, as: .entries)) {
    settings.append(WireSetting(name: try reader.name(), value: try reader.double()))
  }
  return settings
}
