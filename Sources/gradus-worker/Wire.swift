internal import CSandbox
internal import Glibc
internal import WorkerProtocol

/// The two descriptors that lead to the host, blocking.
final class Wire {
  private let input: Int32
  private let output: Int32
  private var buffer = FrameBuffer()

  init(input: Int32, output: Int32) {
    self.input = input
    self.output = output
  }

  var descriptors: (input: Int32, output: Int32) { (input, output) }

  /// Returns the next request; nil if the host closed its end or sent something else.
  func receive() -> Request? {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      do {
        if let request = try buffer.next(Request.self) { return request }
      } catch {
        send(.failed("the worker cannot read the host's frame: \(error)"))
        return nil
      }
      let count = read(input, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return nil }
      chunk.withUnsafeBytes { buffer.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// Sends a whole frame. Returns false if the host has gone away.
  @discardableResult
  func send(_ reply: Reply) -> Bool {
    let frame = reply.frame()
    gradus_hold_interruptions(1)
    defer { gradus_hold_interruptions(0) }
    var sent = 0
    while sent < frame.count {
      let count = frame.withUnsafeBytes { write(output, $0.baseAddress! + sent, frame.count - sent) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
