internal import WorkerProtocol

/// A reason that a conversation with a worker ended early.
enum ConversationError: Error {
  /// The worker's end was closed.
  case closed
  /// It sent a crash note, which is always the last.
  case crashed(CrashNote)
  /// The plugin, or the worker on its behalf, cannot do the request.
  case failed(String)
  /// The worker could not be made ready, before any of the submission's code was in it.
  case unprepared(String)
  /// It came to its end, with fewer steps reported than were asked for.
  case short(Int, of: Int)
  /// Its end was closed in the middle of a frame: cut off by its death perhaps, which only the process can tell.
  case incomplete
  /// A message was not an answer to the request.
  case violation(String)
}

/// Requests and replies. Every reply is checked against its request.
struct Conversation {
  private var channel: any Channel
  private var buffer = FrameBuffer()

  init(_ channel: any Channel) {
    self.channel = channel
  }

  /// Sends a request and returns the next reply. A crash or a failure is thrown.
  mutating func ask(_ request: Request) throws(ConversationError) -> Reply {
    if !buffer.isEmpty {
      // A worker may run out of memory between two requests; any other unrequested message is forged.
      _ = try receive()
      throw .violation("an answer came before \(request.title) was asked")
    }
    send(request)
    return try receive()
  }

  /// Sends a request that has one possible answer.
  mutating func ask(_ request: Request, expecting answer: Reply) throws(ConversationError) {
    let reply = try ask(request)
    guard reply == answer else { throw .violation("the answer to \(request.title) was \(reply.title)") }
  }

  /// Reads to the end of the stream, after the last answer that may come.
  mutating func expectEnd() throws(ConversationError) {
    while buffer.isEmpty, channel.read(into: &buffer) {}
    guard buffer.isEmpty else { throw .violation("something came after the last answer") }
  }

  /// Answers a question of the worker's. The worker waits for it, and so has sent nothing else.
  func answer(_ request: Request) throws(ConversationError) {
    guard buffer.isEmpty else { throw .violation("something came before \(request.title)") }
    send(request)
  }

  private func send(_ request: Request) {
    // Earlier messages of a worker that no longer reads, a crash note perhaps, are still to be read.
    channel.write(request)
  }

  mutating func receive() throws(ConversationError) -> Reply {
    while true {
      let message: Reply?
      do throws(ProtocolError) {
        message = try buffer.next(Reply.self)
      } catch {
        throw .violation("a frame that cannot be read: \(error)")
      }
      switch message {
      case .crashed(let note)?: throw .crashed(note)
      case .failed(let reason)?: throw .failed(reason)
      case let reply?: return reply
      case nil: break
      }
      guard channel.read(into: &buffer) else { throw buffer.isEmpty ? .closed : .incomplete }
    }
  }
}

extension Request {
  var title: String {
    switch self {
    case .hello: "hello"
    case .seal: "seal"
    case .load: "load"
    case .describe: "describe"
    case .create: "create"
    case .call(let method, _): "call of \(method)"
    case .answer: "answer"
    case .refuse: "refusal"
    case .finish: "finish"
    }
  }
}

extension Reply {
  var title: String {
    switch self {
    case .hello: "hello"
    case .sealed: "sealed"
    case .loaded: "loaded"
    case .description: "a description"
    case .created: "created"
    case .report(let publication): "a report of \(publication.quantity)"
    case .evaluate(let what, _): "a question for the \(what)"
    case .done: "done"
    case .failed: "a failure"
    case .finished: "finished"
    case .crashed: "a crash"
    }
  }
}
