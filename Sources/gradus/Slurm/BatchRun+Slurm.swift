import GradeModel
import Gradebook
import PluginHost
import Reporting

extension BatchRun {
  /// Submissions that a cluster leaves to this machine.
  struct Left {
    /// Those that need no run.
    var here: [Int] = []
    /// Those that have ended every task they were in.
    var alone: [Int] = []
    /// Those whose grades were withheld.
    var again: [Int] = []
  }

  /// Has the nodes of a cluster grade, and keeps every grade as soon as it is seen.
  ///
  /// An end at any moment leaves the tasks at work. The same command finds what they have done, and waits for the rest.
  func grade(_ indices: [Int], on options: SlurmOptions, _ result: inout Result) async throws -> Left {
    var left = Left()
    var open: [String: (index: Int, item: Spool.Item)] = [:]
    for index in indices {
      let read = entries[index].read(by: bench.assignment)
      guard case .sources = read else {
        left.here.append(index)
        continue
      }
      let item = Spool.Item(name: entries[index].name, sources: try read.document)
      open[item.key] = (index, item)
    }
    if open.isEmpty { return left }
    let spool = Spool(of: exports.directory)
    let isTakenUp = try await takeUp(spool)
    let cluster = try await cluster(of: spool, options)
    var run = try SlurmRun(batch: self, spool: spool, cluster: cluster, open: open, left: left)
    if isTakenUp { try run.collect(Array(run.open.keys.filter(spool.isGraded)), &result) }
    try await run.cut(options.chunk, isTakenUp: isTakenUp, &result)
    try await run.wait(&result)
    spool.remove()
    return run.left
  }

  /// Begins the spool, unless a batch under the same conditions has begun it. What another one has left is ended.
  private func takeUp(_ spool: Spool) async throws(Failure) -> Bool {
    var token = ""
    for _ in 0..<4 { token += String(UInt16.random(in: 0x1000...0xFFFF), radix: 16) }
    // The assignment may be of another course than the installation's.
    let request = try BatchSettings(of: gradebook).request(for: bench.assignment.id)
    var settings = Spool.Settings(
      token: token, assignment: request, phase: bench.phase, sandbox: exports.sandbox,
      illustrated: illustrated, conditions: bench.conditions())
    if let earlier = spool.settings {
      settings.token = earlier.token
      if earlier == settings { return true }
      let offsets = Set(spool.chunks().keys)
      await (try Cluster(spool, token: earlier.token, words: [])).cancel(offsets)
      settings.token = token
    }
    try spool.begin(settings, secret: secret)
    return false
  }

  private func cluster(of spool: Spool, _ options: SlurmOptions) async throws(Failure) -> Cluster {
    try await Cluster(spool, token: spool.settings?.token ?? "", words: options.words)
  }
}

/// The work of a batch on a cluster from the first task to the last record.
struct SlurmRun {
  let batch: BatchRun
  let spool: Spool
  let cluster: Cluster
  private(set) var open: [String: (index: Int, item: Spool.Item)]
  private(set) var left: BatchRun.Left
  private var ledger = TaskLedger()
  /// True if anything is graded, now or before: what ends every task then is the submission, and not the cluster.
  private var hasResults: Bool
  private var refusals = 0

  init(
    batch: BatchRun, spool: Spool, cluster: Cluster, open: [String: (index: Int, item: Spool.Item)], left: BatchRun.Left
  ) throws(Failure) {
    hasResults = try Failure.ofGradebook { () throws(GradebookError) in try batch.gradebook.progress().finished > 0 }
    (self.batch, self.spool, self.cluster, self.open, self.left) = (batch, spool, cluster, open, left)
  }

  /// The seconds that a task should take: less, and starting it costs too much; more, and a lost one does.
  private static let secondsOfTask = 20.0

  /// A controller that is started anew answers again within minutes.
  private static let mostSilence = Duration.seconds(900)

  /// Lays what no earlier chunk has into new chunks.
  mutating func cut(_ size: Int?, isTakenUp: Bool, _ result: inout BatchRun.Result) async throws {
    var next = 0
    let present = isTakenUp ? try await cluster.present() ?? [] : []
    for (number, keys) in isTakenUp ? spool.chunks() : [:] {
      ledger.add(keys.filter { open[$0] != nil }, asChunk: number)
      next = max(next, number + 1)
    }
    if isTakenUp {
      ledger.submitted(ledger.open.keys.filter(present.contains))
      Terminal.say(Wording.takenUp(result.collected, ledger.open.keys.count(where: present.contains)))
    }
    var new = open.keys.filter { !ledger.isOpen($0) }.sorted { open[$0]!.index < open[$1]!.index }[...]
    guard let first = new.first else { return }
    var size = size
    if size == nil {
      // Graded here, it says how many fill a task; and if this machine cannot grade, nothing is submitted.
      let start = ContinuousClock.now
      try finish(first, try await batch.grade(open[first]!.index), &result)
      new = new.dropFirst()
      let seconds = max((ContinuousClock.now - start) / .seconds(1), 0.01)
      size = min(max(Int(Self.secondsOfTask / seconds), 1), 1000)
    }
    let count = size ?? 1
    var chunks = 0
    while !new.isEmpty {
      let keys = Array(new.prefix(count))
      new = new.dropFirst(count)
      try spool.write(keys.map { open[$0]!.item }, asChunk: next)
      ledger.add(keys, asChunk: next)
      (next, chunks) = (next + 1, chunks + 1)
    }
    if chunks > 0 { Terminal.say(Wording.submitted(chunks, count)) }
  }

  /// Submits, collects and submits again until nothing is open.
  mutating func wait(_ result: inout BatchRun.Result) async throws {
    var offsets: Set<Int> = Set(ledger.open.keys.map(offset))
    var answered = ContinuousClock.now
    while !ledger.isDone {
      // Before the results: a task that is gone has written all it will.
      let present = try await cluster.present()
      try collect(spool.newKeys(), &result)
      if present != nil { answered = .now }
      if ContinuousClock.now - answered > Self.mostSilence { throw Failure.grader(Wording.slurmIsSilent) }
      if let present {
        let look = ledger.look(present: present)
        left.alone += look.givenUp.compactMap { open[$0]?.index }
        for key in look.givenUp { open[key] = nil }
        if !look.givenUp.isEmpty, !hasResults { throw Failure.grader(Wording.tasksFail(spool.lastWords())) }
        try await submit(look.submit, isIdle: present.isEmpty)
        offsets.formUnion(look.submit.map(offset))
      }
      if !ledger.isDone { try await Task.sleep(for: .seconds(ledger.count > 1000 ? 5 : 1)) }
    }
    await cluster.cancel(offsets)
  }

  private func offset(of number: Int) -> Int { number / cluster.arraySize * cluster.arraySize }

  private mutating func submit(_ numbers: [Int], isIdle: Bool) async throws(Failure) {
    let lost = numbers.count(where: ledger.isAgain)
    if lost > 0 { Terminal.say(Wording.lostTasks(lost)) }
    for (offset, group) in Dictionary(grouping: numbers, by: offset).sorted(by: { $0.key < $1.key }) {
      guard let reason = try await cluster.submit(group, from: offset) else {
        ledger.submitted(group)
        refusals = 0
        continue
      }
      // A cluster that is full takes the rest when some tasks have ended; one that never took any has another reason.
      refusals += 1
      if isIdle, refusals > 2 { throw .grader(Wording.slurmRefuses("sbatch", reason)) }
      return
    }
  }

  /// Keeps what was graded.
  mutating func collect(_ keys: [String], _ result: inout BatchRun.Result) throws {
    var foreign: Failure?
    for key in keys {
      guard let (index, item) = open[key] else {
        // Graded twice, or under a name that this batch does not have any more.
        spool.collected(key)
        continue
      }
      guard let record = spool.record(of: key), record.grading.digest == SHA256.digest(of: item.sources.utf8),
        (try? JSON.report(from: Array(record.grading.report.utf8))) != nil
      else {
        spool.discard(key)
        continue
      }
      let parts = record.conditions.differences(from: batch.bench.conditions())
      guard parts.isEmpty else {
        // Taken away, so that the same command goes on once the node is mended.
        spool.discard(key)
        foreign = .grader(Wording.otherNode(record.node, parts.map(\.rawValue)))
        continue
      }
      hasResults = true
      var grading = record.grading
      grading.conditions = batch.conditions
      if grading.isWithheld {
        left.again.append(index)
        open[key] = nil
        ledger.graded(key)
      } else {
        try finish(key, BatchRun.Fresh(index: index, grading: grading, checks: record.checks), &result)
        result.collected += 1
      }
      spool.collected(key)
    }
    if let foreign { throw foreign }
  }

  private mutating func finish(_ key: String, _ fresh: BatchRun.Fresh, _ result: inout BatchRun.Result) throws(Failure)
  {
    try batch.finish(fresh, &result)
    open[key] = nil
    ledger.graded(key)
  }
}
