internal import GradeModel

/// A task or a thread that a source speaks of. A submission runs on one thread, and one that starts another is ended; the system
/// does not say at which line that was.
struct Tasks: Equatable {
  let word: String
  let place: Place
  /// True for a task of the language, false for a thread or a queue.
  var isTask: Bool { Self.tasks.contains(word) }

  private static let tasks: Set = [
    "Task", "TaskGroup", "ThrowingTaskGroup", "DiscardingTaskGroup", "withTaskGroup", "withThrowingTaskGroup",
    "withDiscardingTaskGroup", "withThrowingDiscardingTaskGroup", "async",
  ]
  private static let threads: Set = [
    "Thread", "DispatchQueue", "DispatchGroup", "DispatchSemaphore", "DispatchSource", "DispatchWorkItem",
    "OperationQueue",
    "Timer", "RunLoop", "pthread_create",
  ]

  /// The first one that no file declares a thing of its own by.
  static func first(in files: [Submission.File]) -> Tasks? {
    let declaring: Set = ["struct", "class", "actor", "enum", "typealias", "protocol", "func", "let", "var", "case"]
    let read = files.map { (file: $0, tokens: Tokens($0.bytes)) }
    let words = tasks.union(threads).filter { word in !read.contains { $0.tokens.has(declaring, before: word) } }
    for (file, tokens) in read {
      guard let token = tokens.all.first(where: { words.contains($0.text) }) else { continue }
      return Tasks(word: token.text, place: Place(file: file.path, line: token.line))
    }
    return nil
  }
}
