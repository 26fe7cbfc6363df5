import GradeModel
import PluginHost
import Tensors
import Testing
import Traces

@Suite struct EndingTests {
  static let outOfBounds = """
        let numbers = [1.0, 2.0]
        weights["b"][0] = numbers[g.names.count + 4]
    """

  @Test func aCrashNamesItsLine() async throws {
    let bench = try await Bench.shared
    let plugin = try await bench.compile(["Deep/Adam.swift": Sources.stepping(Self.outOfBounds)])
    let result = await bench.runner.run(plugin, smallCase(steps: 2))
    guard case .crashed(_, let message, let place) = result.ending else {
      Issue.record("ended with \(result.ending)")
      return
    }
    #expect(message == "Index out of range")
    #expect(place == Place(file: "Deep/Adam.swift", line: 6))
    #expect(result.trace["weights", "W"]?.steps == 1)
  }

  /// The mistake, the words for it, and the line.
  static let crashes: [(body: String, words: String, line: Int)] = [
    (
      "    var n = Int.max - g.names.count + 2\n    n += g.names.count\n    weights[\"b\"][0] = Double(n)", "overflow",
      6
    ),
    ("    let none: Double? = g.names.first.flatMap(Double.init)\n    weights[\"b\"][0] = none!", "nil", 6),
    ("    fatalError(\"not written yet\")", "not written yet", 5),
    ("    precondition(g.names.isEmpty, \"no gradients, please\")", "no gradients, please", 5),
    ("    weights[\"nobody\"][0] = 1", "there is no parameter named \"nobody\"", 5),
    (
      "    func down(_ x: Double) -> Double { x > 1e9 ? x : 1 + down(x + 1e-9) * 0.5 }\n    weights[\"b\"][0] = down(0)",
      "endless recursion", 5
    ),
  ]

  @Test(arguments: crashes) func aCrashSaysWhy(_ row: (body: String, words: String, line: Int)) async throws {
    let bench = try await Bench.shared
    let result = await bench.runner.run(try await bench.compile(Sources.stepping(row.body)), smallCase(steps: 1))
    guard case .crashed(_, let message, let place) = result.ending else {
      Issue.record("ended with \(result.ending)")
      return
    }
    #expect(message.contains(row.words))
    #expect(place == Place(file: "Adam.swift", line: row.line))
  }

  @Test(arguments: [true, false]) func anEndlessLoopEndsAtItsLimitAndNamesItsLine(full: Bool) async throws {
    let bench = full ? try await Bench.shared : try await Bench.reduced
    let source = Sources.stepping(
      "    var n = 1\n    while n != 0 { n = n &* 3 | 1 }\n    weights[\"b\"][0] = Double(n)")
    let result = await bench.runner.run(
      try await bench.compile(source), smallCase(steps: 1), limits: RunLimits(seconds: 1.5))
    #expect(result.ending == .timedOut(seconds: 1.5, place: Place(file: "Adam.swift", line: 6)))
  }

  @Test func theProcessorLimitIsATimeOutToo() async throws {
    let bench = try await Bench.shared
    let source = Sources.stepping(
      "    var n = 1\n    while n != 0 { n = n &* 3 | 1 }\n    weights[\"b\"][0] = Double(n)")
    let result = await bench.runner.run(
      try await bench.compile(source), smallCase(steps: 1), limits: RunLimits(seconds: 60, cpuSeconds: 1))
    #expect(result.ending == .timedOut(seconds: 1, place: Place(file: "Adam.swift", line: 6)))
  }

  /// The rest of the stack is searched for the line, without a step beyond its end.
  @Test(arguments: [true, false]) func aCrashWithABrokenStackNamesItsLine(full: Bool) async throws {
    let bench = full ? try await Bench.shared : try await Bench.reduced
    let before = """
      @inline(never) func smash(_ address: UInt) {
        let words = UnsafeMutablePointer<UInt>(bitPattern: address)!
        for index in 1..<200 {
          let own = UInt(bitPattern: words + index)
          // Where a caller's frame is kept: further up, and not far.
          if words[index] > own && words[index] - own < 65536 && words[index] % 16 == 0 { words[index] = .max >> 1 & ~15 }
        }
        fatalError("broken")
      }
      """
    let body = """
          var here = g.names.count
          withUnsafeMutablePointer(to: &here) { smash(UInt(bitPattern: $0)) }
      """
    let result = await bench.runner.run(
      try await bench.compile(Sources.stepping(body, before: before)), smallCase(steps: 1))
    guard case .crashed(_, "broken", let place) = result.ending else {
      Issue.record("ended with \(result.ending)")
      return
    }
    #expect(place == Place(file: "Adam.swift", line: 9))
  }

  static let exiting = """
    @_silgen_name("exit") func leave(_ code: Int32) -> Never
    """

  @Test(arguments: [0, 3] as [Int32]) func leavingEarlyIsNotCompleting(code: Int32) async throws {
    let bench = try await Bench.withFoundation
    let plugin = try await bench.compile(Sources.stepping("    leave(\(code))", before: Self.exiting))
    let result = await bench.runner.run(plugin, smallCase(steps: 3))
    #expect(result.ending == .exited(code: code))
    #expect(result.trace["weights", "W"]?.steps == 1)
  }

  @Test func changedShapesAreRefusedWithAReason() async throws {
    let bench = try await Bench.shared
    let plugin = try await bench.compile(Sources.stepping("    weights[\"b\"] = Tensor(shape: [1], values: [0])"))
    let result = await bench.runner.run(plugin, smallCase(steps: 1))
    #expect(result.ending == .failed("your step left \"weights/b\" with shape [1]; its shape is [3]"))
  }

  @Test(arguments: [true, false]) func printingIsKeptAndCutAndHarmsNothing(full: Bool) async throws {
    let bench = full ? try await Bench.shared : try await Bench.reduced
    let source = Sources.stepping(
      "    for i in 0..<20_000 { print(\"round\", i, \"é\") }\n    weights = weights - g")
    let wanted = smallCase(steps: 4)
    let result = await bench.runner.run(try await bench.compile(source), wanted, limits: RunLimits(outputBytes: 4000))
    let silent = await bench.runner.run(try await bench.compile(Sources.stepping("    weights = weights - g")), wanted)
    #expect(result.ending == .completed)
    #expect(result.trace == silent.trace)
    #expect(result.output.hasPrefix("round 0 é\nround 1 é\n"))
    #expect(result.output.hasSuffix("[cut here: more than 4000 bytes]"))
    #expect(result.output.utf8.count < 4100)
  }

  @Test func whatIsPrintedBeforeACrashArrives() async throws {
    let bench = try await Bench.shared
    let plugin = try await bench.compile(Sources.stepping("    print(\"so far\")\n" + Self.outOfBounds))
    let result = await bench.runner.run(plugin, smallCase(steps: 1))
    #expect(result.output.hasPrefix("so far\n"))
  }

  @Test func aForgedFrameIsAViolation() async throws {
    let bench = try await Bench.withFoundation
    let before = """
      @_silgen_name("write") func send(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int
      """
    // A `done` before any report, written to whatever descriptor leads to the host.
    let body = "    let done: [UInt8] = [1, 0, 0, 0, 0x46]\n    for file: Int32 in 3..<8 { _ = send(file, done, 5) }"
    let result = await bench.runner.run(
      try await bench.compile(Sources.stepping(body, before: before)), smallCase(steps: 2))
    #expect(result.ending == .protocolViolation("gradients/W is missing in step 1"))
  }
}
