/// A buffer that collects bytes as they arrive and cuts them into frames.
///
/// At most one frame and what arrived with it is ever held: a length above the bound throws before its bytes are awaited.
package struct FrameBuffer: Sendable {
  private var bytes: [UInt8] = []
  private var start = 0

  package init() {}

  /// True if no bytes wait, neither a part of a frame nor a frame that was not taken yet.
  package var isEmpty: Bool { start == bytes.count }

  /// Adds bytes that arrived.
  package mutating func append(_ arrived: UnsafeRawBufferPointer) {
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: true)
      start = 0
    } else if start > 1 << 16 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: arrived)
  }

  /// Returns the next whole message; nil until more bytes arrive.
  package mutating func next<Message: FrameCoded>(_: Message.Type) throws(ProtocolError) -> Message? {
    guard bytes.count - start >= 4 else { return nil }
    var length = 0
    for offset in (0..<4).reversed() { length = length << 8 | Int(bytes[start + offset]) }
    guard length <= Bounds.frame else { throw .tooLarge(field: .frame, size: UInt64(length)) }
    guard length > 0 else { throw .truncated }
    guard bytes.count - start - 4 >= length else { return nil }
    let body = bytes[start + 4..<start + 4 + length]
    start += 4 + length
    return try Message(frame: body)
  }
}
