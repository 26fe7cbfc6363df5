internal import GradeModel

/// A task or a thread that a source speaks of. A submission runs on one thread, and one that starts another is ended; the system
/// does not say at which line that was.
struct Tasks: Equatable {
  let word: String
  let place: Place

  private static let words: Set = [
    "Task", "TaskGroup", "withTaskGroup", "withThrowingTaskGroup", "Thread", "DispatchQueue", "OperationQueue",
    "pthread_create",
  ]

  static func first(in files: [Submission.File]) -> Tasks? {
    for file in files {
      guard let token = Tokens(file.bytes).all.first(where: { words.contains($0.text) }) else { continue }
      return Tasks(word: token.text, place: Place(file: file.path, line: token.line))
    }
    return nil
  }
}
