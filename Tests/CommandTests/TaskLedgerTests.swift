import TestSupport
import Testing

@testable import gradus

/// A batch on a cluster, played through without one.
@Suite struct TaskLedgerTests {
  /// A cluster that loses tasks, runs them twice, hides results for a while and refuses work.
  private struct Machine {
    var random: SeededDraw
    let chunks: [Int: [String]]
    /// Tasks that wait or run, by chunk; one may be there twice.
    var tasks: [Int] = []
    /// Records that nobody has seen yet.
    var hidden: [String] = []
    var records: Set<String> = []
    /// Submissions that end every task.
    let poison: Set<String>

    mutating func submit(_ numbers: [Int]) {
      for number in numbers {
        tasks.append(number)
        if random.chance(10) { tasks.append(number) }
      }
    }

    /// Lets time pass: every task goes on for a while, and some are lost.
    mutating func pass() {
      records.formUnion(hidden)
      hidden = []
      tasks = tasks.filter { number in
        let open = chunks[number]!.filter { !records.contains($0) && !hidden.contains($0) }
        for key in open {
          if poison.contains(key) || random.chance(8) { return false }
          if random.chance(3) { return true }
          hidden.append(key)
        }
        return false
      }
    }
  }

  @Test func nothingIsLostAndNothingIsTwice() {
    for seed in 1...300 {
      var random = SeededDraw(UInt64(seed))
      let size = 1 + random.below(7)
      let keys = (0..<(20 + random.below(100))).map { "k\($0)" }
      let chunks = Dictionary(
        uniqueKeysWithValues: stride(from: 0, to: keys.count, by: size).map {
          ($0 / size, Array(keys[$0..<min($0 + size, keys.count)]))
        })
      let poison = Set(keys.filter { _ in random.chance(50) })
      var machine = Machine(random: random, chunks: chunks, poison: poison)
      var ledger = TaskLedger()
      var graded: [String: Int] = [:]
      func begin() -> TaskLedger {
        var ledger = TaskLedger()
        for (number, keys) in chunks { ledger.add(keys.filter { graded[$0] == nil }, asChunk: number) }
        return ledger
      }
      ledger = begin()
      var given: Set<String> = []
      var rounds = 0
      while !ledger.isDone, rounds < 10_000 {
        rounds += 1
        // The submitter dies, and somebody takes its work up.
        if machine.random.chance(30) {
          ledger = begin()
          ledger.submitted(ledger.open.keys.filter(machine.tasks.contains))
        }
        let present = Set(machine.tasks)
        for key in machine.records.sorted() where ledger.isOpen(key) {
          graded[key, default: 0] += 1
          ledger.graded(key)
        }
        let look = ledger.look(present: present)
        for key in look.givenUp { graded[key, default: 0] += 1 }
        given.formUnion(look.givenUp)
        #expect(present.isDisjoint(with: look.submit), "a task that is there is not submitted again (seed \(seed))")
        // A cluster that is full takes nothing.
        if !machine.random.chance(5) {
          machine.submit(look.submit)
          ledger.submitted(look.submit)
        }
        machine.pass()
      }
      #expect(ledger.isDone, "seed \(seed) does not end")
      #expect(graded == Dictionary(uniqueKeysWithValues: keys.map { ($0, 1) }), "seed \(seed)")
      #expect(poison.isSubset(of: given), "seed \(seed): what ends every task is given up")
    }
  }

  /// Results of a task that has just ended may be seen a moment later.
  @Test func aTaskIsLostWhenItIsMissedTwice() {
    var ledger = TaskLedger()
    ledger.add(["a", "b"], asChunk: 3)
    #expect(ledger.look(present: []).submit == [3])
    ledger.submitted([3])
    #expect(ledger.look(present: [3]).submit == [])
    #expect(ledger.look(present: []).submit == [])
    #expect(ledger.look(present: []).submit == [3])
    ledger.graded("a")
    #expect(!ledger.isDone)
    ledger.graded("b")
    #expect(ledger.isDone && ledger.look(present: []) == ([], []))
  }

  @Test func whatSlurmSaysIsRead() {
    // As Slurm 22.05 writes them.
    let settings =
      "AuthType                = auth/munge\nMaxArraySize            = 5\nMaxDBDMsgs              = 20012\n"
    #expect(Cluster.arraySize(in: settings) == 5)
    #expect(Cluster.arraySize(in: "slurm_load_ctl_conf error") == nil)
    let queue = "gradus-ab12-0 3\ngradus-ab12-5 0\ngradus-ff00-0 1\nother 4\ngradus-ab12-5 N/A\n"
    #expect(Cluster.present(in: queue, "gradus-ab12-") == [3, 5])
    #expect(Cluster.ranges([7, 1, 2, 3, 9, 10]) == "1-3,7,9-10")
  }
}

/// Draws that a seed repeats (xorshift).
private struct SeededDraw {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
  /// True one time in so many.
  mutating func chance(_ one: Int) -> Bool { below(one) == 0 }
}
