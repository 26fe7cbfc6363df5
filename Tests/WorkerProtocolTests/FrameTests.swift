import Tensors
import Testing
import WorkerProtocol

@Suite struct FrameTests {
  static let tensor = WireTensor(
    name: "gradients/W", shape: [2, 2], values: [1, -0.0, .infinity, Double(bitPattern: 0x7FF8_0000_0000_0001)])

  static let requests: [Request] = [
    .hello(version: protocolVersion),
    .seal(
      WorkerSeal(
        layers: [.files, .calls], limits: WorkerLimits(cpuSeconds: 1, memoryBytes: 2, fileBytes: 3, openFiles: .max),
        readable: ["/lib", "/a b"])),
    .seal(
      WorkerSeal(
        layers: [], limits: WorkerLimits(cpuSeconds: 0, memoryBytes: 0, fileBytes: 0, openFiles: 0), readable: [])),
    .load(path: "/a/plugin.so"),
    .describe, .create([]), .create([WireSetting(name: "η", value: 0.1)]), .call(method: "start", []),
    .call(
      method: "step",
      [tensor, WireTensor(name: "", shape: [], values: [2]), WireTensor(name: "e", shape: [0, 3], values: [])]),
    .answer([tensor]), .refuse(.notGranted), .refuse(.usedUp), .finish,
  ]

  static let replies: [Reply] = [
    .hello(version: protocolVersion), .sealed, .loaded,
    .description(
      PluginDescription(
        component: "optimizer", settings: [WireSetting(name: "a", value: 1)], quantities: ["m", "v"],
        unreadable: ["w a stored property of type X"])),
    .created, .report(Publication(quantity: "m", step: 3, time: 4, tensor: tensor)), .done,
    .evaluate("gradient", at: [tensor]), .failed("why"), .finished,
    .crashed(CrashNote(signal: 4, reason: .stackOverflow, addresses: [0, .max])),
  ]

  private func decode<Message: FrameCoded>(_ bytes: [UInt8]) throws(ProtocolError) -> Message? {
    var buffer = FrameBuffer()
    bytes.withUnsafeBytes { buffer.append($0) }
    return try buffer.next(Message.self)
  }

  @Test(arguments: requests) func requestsComeBackAsTheyWent(_ request: Request) throws {
    #expect(try decode(request.frame()) == request)
  }

  @Test(arguments: replies) func repliesComeBackAsTheyWent(_ reply: Reply) throws {
    #expect(try decode(reply.frame()) == reply)
  }

  @Test func framesAreCutFromAStreamOfSingleBytes() throws {
    var buffer = FrameBuffer()
    var found: [Reply] = []
    for byte in Self.replies.flatMap({ $0.frame() }) {
      withUnsafeBytes(of: byte) { buffer.append($0) }
      if let reply = try buffer.next(Reply.self) { found.append(reply) }
    }
    #expect(found == Self.replies)
    #expect(buffer.isEmpty)
  }

  @Test(arguments: replies) func everyShorterFrameIsTruncated(_ reply: Reply) {
    let whole = Array(reply.frame().dropFirst(4))
    for length in 0..<whole.count {
      #expect(throws: ProtocolError.truncated, "\(length) of \(whole.count)") {
        _ = try Reply(frame: whole[..<length])
      }
    }
    #expect(throws: ProtocolError.trailing(1)) { _ = try Reply(frame: (whole + [0])[...]) }
  }

  /// The bytes of a report up to its tensor's rank.
  private static let reportHead: [UInt8] =
    [0x45] + [1, 0, 0, 0, 0x6D] + [UInt8](repeating: 0, count: 16) + [1, 0, 0, 0, 0x57]

  static let hostile: [(title: String, bytes: [UInt8], error: ProtocolError)] = [
    ("a giant frame", [0xFF, 0xFF, 0xFF, 0xFF], .tooLarge(field: .frame, size: 0xFFFF_FFFF)),
    ("just above the bound", [0x01, 0, 0, 4], .tooLarge(field: .frame, size: 64 << 20 | 1)),
    ("an empty frame", [0, 0, 0, 0], .truncated),
    ("no such kind", framed([0x99]), .unknownKind(0x99)),
    ("another protocol", framed([0x41] + Array("GRADE\0".utf8) + [1, 0]), .notThisProtocol),
    ("another version", framed([0x41] + Array("GRADUS".utf8) + [2, 1]), .unsupportedVersion(0x102)),
    ("a giant name", framed([0x45, 0xFF, 0xFF, 0xFF, 0x7F]), .tooLarge(field: .name, size: 0x7FFF_FFFF)),
    ("a giant message", framed([0x47, 1, 0x40, 0, 0]), .tooLarge(field: .text, size: 0x4001)),
    ("a name that is no UTF-8", framed([0x47, 1, 0, 0, 0, 0xC0]), .malformedText),
    ("a name with a NUL", framed([0x47, 1, 0, 0, 0, 0]), .malformedText),
    ("too many axes", framed(reportHead + [9]), .tooLarge(field: .rank, size: 9)),
    (
      "a giant extent", framed(reportHead + [1] + [UInt8](repeating: 0xFF, count: 8)),
      .tooLarge(field: .elements, size: .max)
    ),
    (
      "extents whose product is giant",
      framed(reportHead + [2] + [0, 0, 0, 1, 0, 0, 0, 0] + [0, 0, 0, 1, 0, 0, 0, 0]),
      .tooLarge(field: .elements, size: 1 << 24)
    ),
    (
      "fewer numbers than the shape",
      framed(reportHead + [1, 2, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 8)), .truncated
    ),
    (
      "too many quantities", framed([0x43] + [0, 0, 0, 0] + [0, 0, 0, 0] + [0xFF, 0xFF, 0, 0]),
      .tooLarge(field: .entries, size: 0xFFFF)
    ),
    ("a reason that is none", framed([0x7F, 4, 0, 0, 0, 9, 0]), .malformedValue),
    ("too many addresses", framed([0x7F, 4, 0, 0, 0, 0, 33]), .tooLarge(field: .addresses, size: 33)),
  ]

  private static func framed(_ body: [UInt8]) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (8 * $0)) } + body
  }

  @Test(arguments: hostile) func hostileFramesThrow(_ row: (title: String, bytes: [UInt8], error: ProtocolError)) {
    #expect(throws: row.error, "\(row.title)") { let _: Reply? = try decode(row.bytes) }
  }

  @Test func damagedFramesThrowOrDecode() {
    var generator = SeededGenerator(seed: 20)
    var refused = 0
    for round in 0..<20_000 {
      var bytes = Array(Self.replies[round % Self.replies.count].frame().dropFirst(4))
      if round.isMultiple(of: 3) {
        bytes = (0..<Int.random(in: 1...64, using: &generator)).map { _ in .random(in: 0...255, using: &generator) }
      }
      for _ in 0..<3 where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      do {
        let reply = try Reply(frame: bytes[...])
        // A frame that decodes has one encoding: no byte of it went unread.
        #expect(Array(reply.frame().dropFirst(4)) == bytes)
      } catch {
        refused += 1
      }
      do { _ = try Request(frame: bytes[...]) } catch { refused += 1 }
    }
    #expect(refused > 10_000)
  }
}
