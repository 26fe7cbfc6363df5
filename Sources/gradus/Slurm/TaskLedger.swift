/// The tasks of a batch on a cluster, as they look from the machine that submits: what to submit, and what to give up.
///
/// A value without clocks and files, so that a lost node, a task run twice and a slow network can be played through.
struct TaskLedger {
  /// The open submissions of each chunk.
  private(set) var open: [Int: Set<String>] = [:]
  private var chunkOf: [String: Int] = [:]
  private var tries: [Int: Int] = [:]
  /// Chunks without a task when somebody last looked.
  private var missing: Set<Int> = []

  /// The number of times that a chunk is submitted.
  static let mostTries = 3

  var isDone: Bool { chunkOf.isEmpty }
  var count: Int { chunkOf.count }
  var keys: Set<String> { Set(chunkOf.keys) }
  func isOpen(_ key: String) -> Bool { chunkOf[key] != nil }

  mutating func add(_ keys: [String], asChunk number: Int) {
    for key in keys where chunkOf[key] == nil {
      chunkOf[key] = number
      open[number, default: []].insert(key)
    }
  }

  /// Takes note that a submission is graded.
  mutating func graded(_ key: String) {
    guard let number = chunkOf.removeValue(forKey: key) else { return }
    open[number]?.remove(key)
    if open[number]?.isEmpty ?? true { open[number] = nil }
  }

  /// Looks for chunks to be submitted now, and for submissions whose chunks have lost as many tasks as they may, which are
  /// given up. Call it after what was graded has been noted, with the tasks that were there before that.
  ///
  /// A chunk that was submitted counts as lost when it is without a task twice in a row: the results of one that has just
  /// ended may take a moment to be seen on this machine.
  mutating func look(present: Set<Int>) -> (submit: [Int], givenUp: [String]) {
    let absent = Set(open.keys).subtracting(present)
    let lost = absent.intersection(missing)
    missing = absent
    let given = lost.filter { tries[$0] ?? 0 >= Self.mostTries }.flatMap { open[$0] ?? [] }.sorted()
    for key in given { graded(key) }
    let submit = absent.filter { open[$0] != nil && (tries[$0] == nil || lost.contains($0)) }
    return (submit.sorted(), given)
  }

  mutating func submitted(_ numbers: [Int]) {
    for number in numbers { tries[number, default: 0] += 1 }
    missing.subtract(numbers)
  }

  /// True if a chunk was submitted before.
  func isAgain(_ number: Int) -> Bool { tries[number] ?? 0 > 0 }
}
