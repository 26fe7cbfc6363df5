internal import WorkerProtocol

/// A carrier of requests to a worker and of its replies back. It blocks, and so is used on a thread of its own.
protocol Channel {
  /// Waits for bytes and appends them. Returns false at the stream's end, or if it cannot be read any more.
  mutating func read(into buffer: inout FrameBuffer) -> Bool
  /// Sends a request, if the worker still reads.
  func write(_ request: Request)
}

/// The two pipes of a worker.
struct Pipes: Channel {
  let child: Child

  mutating func read(into buffer: inout FrameBuffer) -> Bool { child.read { buffer.append($0) } }

  func write(_ request: Request) { child.write(request.frame()) }
}
