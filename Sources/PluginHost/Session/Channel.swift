internal import Subprocess
internal import WorkerProtocol

/// A carrier of requests to a worker and of its replies back.
protocol Channel {
  /// Waits for bytes and appends them. Returns false at the stream's end, or if it cannot be read any more.
  mutating func read(into buffer: inout FrameBuffer) async -> Bool
  /// Sends a request, if the worker still reads.
  func write(_ request: Request) async
}

/// The two pipes of a worker.
struct Pipes: Channel {
  private let outlet: Outlet
  private var arrivals: SubprocessOutputSequence.Iterator

  init(outlet: Outlet, arrivals: SubprocessOutputSequence) {
    self.outlet = outlet
    self.arrivals = arrivals.makeAsyncIterator()
  }

  mutating func read(into buffer: inout FrameBuffer) async -> Bool {
    guard let arrived = (try? await arrivals.next()) ?? nil else { return false }
    arrived.withUnsafeBytes { buffer.append($0) }
    return true
  }

  func write(_ request: Request) async {
    await outlet.write(request)
  }
}

/// The pipe to a worker, for one writer at a time: if two wait on one pipe, the library loses the first.
final class Outlet: Sendable {
  private let writer: StandardInputWriter
  private let isTaken = Locked(false)

  init(_ writer: StandardInputWriter) {
    self.writer = writer
  }

  /// Writes a request. Returns false if another writer still waits, or if the worker no longer reads.
  @discardableResult
  func write(_ request: Request) async -> Bool {
    let isFree = isTaken.withLock { taken in
      defer { taken = true }
      return !taken
    }
    guard isFree else { return false }
    defer { isTaken.withLock { $0 = false } }
    do {
      _ = try await writer.write(request.frame())
      return true
    } catch {
      return false
    }
  }
}
