import GradeModel
import Tensors
import Testing

@testable import PluginHost

/// Programs that `swiftc` accepts: each is graded as the plain one is.
@Suite struct AcceptedTests {
  /// State outside of the type, and an import that says how far it goes.
  @Test func stateMayBeGlobalStaticOrShared() async throws {
    let bench = try await Bench.shared
    let plain = await bench.runner.run(try await bench.compile(Sources.adam), smallCase(steps: 3))
    let adam = Sources.adam
      .replacing("import GradusKit", with: "internal import GradusKit")
      .replacing("  var t = 0\n", with: "")
      .replacing(
        "t += 1",
        with:
          "steps += 1\n    Clock.ticks += 1\n    shared.count += 1\n    let t = first(steps, Clock.ticks, shared.count)"
      )
    let state = """
      var steps = 0
      enum Clock { static var ticks = 0 }
      final class Counter { var count = 0 }
      let shared = Counter()
      var first: (Int, Int, Int) -> Int = { a, b, c in a == b && b == c ? a : 0 }
      """
    let plugin = try await bench.compile(["Adam.swift": adam, "State.swift": state])
    let result = await bench.runner.run(plugin, smallCase(steps: 3))
    #expect(plain.ending == .completed && result.ending == .completed && result.trace == plain.trace)
    #expect(plugin.remarks.isEmpty, "\(plugin.remarks)")
  }

  /// An initializer whose arguments have defaults, and a class that may be inherited from.
  @Test func anyInitializerServesThatNeedsNoArgument() async throws {
    let bench = try await Bench.shared
    let plain = await bench.runner.run(try await bench.compile(Sources.adam), smallCase(steps: 3))
    let starting = Sources.adam.replacing(
      "  var t = 0\n", with: "  var t: Int\n  init(startingAt t: Int = 0) { self.t = t }\n")
    for adam in [starting, starting.replacing("struct", with: "class").replacing("mutating ", with: "")] {
      let result = await bench.runner.run(try await bench.compile(adam), smallCase(steps: 3))
      #expect(result.ending == .completed && result.trace == plain.trace)
    }
  }

  /// A package with a demo that the type needs, another beside the type, and statements below it.
  @Test func aPackageIsGradedWithItsDemos() async throws {
    let bench = try await Bench.shared
    let plain = await bench.runner.run(try await bench.compile(Sources.adam), smallCase(steps: 3))
    let demo = """

      @main struct Demo { static func main() async { print(Adam()) } }
      var adam = Adam()
      for step in 1...3 {
        print("step", step)
      }
      print(adam, \"\"\"
        over
        \"\"\"); let rate = 0.5
      if rate > 0 { adam.t = 3 }
      """
    let plugin = try await bench.compile([
      "Package.swift": "not Swift", "Tests/T.swift": "not Swift",
      "Sources/Adam/Adam.swift": (Sources.adam.replacing("pow(", with: "power(") + demo).replacing("\n", with: "\r\n"),
      "Sources/main.swift":
        "import GradusKit\nimport Adam\nfunc power(_ x: Double, _ n: Int) -> Double { pow(x, n) }\nprint(power(2, 3))",
    ])
    let result = await bench.runner.run(plugin, smallCase(steps: 3))
    #expect(result.ending == .completed && result.trace == plain.trace && result.output == "")
    #expect(plugin.files == ["Sources/Adam/Adam.swift", "Sources/main.swift"])
    let first = Sources.adam.split(separator: "\n", omittingEmptySubsequences: false).count + 3
    #expect(
      plugin.leftAside == [
        "Package.swift", "Sources/Adam/Adam.swift:\(first)–\(first + 6)", "Sources/main.swift:4", "Tests/",
      ])
  }

  /// A file for a shell too, of a name with signs, and with a demo that is compiled only at times.
  @Test func namesShellsAndConditions() async throws {
    let bench = try await Bench.shared
    let plain = await bench.runner.run(try await bench.compile(Sources.adam), smallCase(steps: 3))
    let source =
      "#!/usr/bin/env swift\n"
      + Sources.adam
        + """

        #if DEBUG
        print("a",
          "b")
        for i in 0..<3 {
          print(i)
        }
        #else
        let greeting = "hello"
        print(greeting) // twice
        #endif
        """
    let plugin = try await bench.compile(["Adam 10:15 \"new\".swift": source])
    let result = await bench.runner.run(plugin, smallCase(steps: 3))
    #expect(result.ending == .completed && result.trace == plain.trace)
    #expect(plugin.files == ["Adam 10%3A15 %22new%22.swift"])
    let first = source.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
      $0.hasPrefix("print(\"a\"")
    }
    let line = try #require(first) + 1
    #expect(plugin.leftAside == ["Adam 10%3A15 %22new%22.swift:\(line)–\(line + 7)"])
  }

  /// The argument that is in the way is named.
  @Test func anInitializerThatIsMissingIsNamed() async throws {
    let source = Sources.adam.replacing("  var t = 0\n", with: "  var t: Int\n  init(rate: Double) { t = 0 }\n")
    let error = try await Bench.shared.failure(of: source)
    #expect(error?.description.contains("missing argument for parameter 'rate'") == true, "\(error as Any)")
  }

  /// A first line for a shell, and statements under conditions, two of them in a branch that is not compiled.
  @Test func statementsUnderConditionsAreLeftAside() async throws {
    let bench = try await Bench.shared
    let demo = """

      #if DEBUG
      print("debugging")
      #elseif os(Linux)
      print("here")
      let kept = 1
      #else
      print("elsewhere")
      #endif
      """
    let plugin = try await bench.compile(["Adam.swift": "#!/usr/bin/swift\n" + Sources.adam + demo])
    let result = await bench.runner.run(plugin, smallCase(steps: 3))
    #expect(result.ending == .completed && result.output == "")
    let first = Sources.adam.split(separator: "\n", omittingEmptySubsequences: false).count + 3
    #expect(plugin.leftAside == ["Adam.swift:\(first)–\(first + 5)"], "\(plugin.leftAside)")
  }

  /// A type that keeps each quantity in another way, and more that nobody asks for.
  @Test func quantitiesAreReadHoweverTheyAreKept() async throws {
    let bench = try await Bench.shared
    let source = """
      import GradusKit
      @propertyWrapper struct Counted {
        var writes = 0
        var wrappedValue: Parameters { didSet { writes += 1 } }
        init(wrappedValue: Parameters) { self.wrappedValue = wrappedValue }
      }
      struct Matrix {}
      struct Adam: Optimizer, CustomReflectable {
        @Setting var learningRate = 0.5 { didSet { changes += 1 } }
        var changes = 0.0
        var rates: [[Double]] = [] { didSet { count = rates.count } }
        private var count = 0
        @Counted var wrapped: Parameters = 0
        var computed: Parameters { 2 * wrapped }
        lazy var later: [String: [Double]] = ["b": [1, 2, 3]]
        private(set) var optional: Parameters?
        var throwing: Double { get throws { 1 } }
        var matrix: Matrix { Matrix() }
        private var secret: Double?
        private var huge = [Double](repeating: 0, count: 9_000_000)
        var \(String(repeating: "q", count: 600)) = 1.0
        var customMirror: Mirror { Mirror(self, children: ["wrapped": 1]) }
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
          for name in g.names { for i in 0..<g[name].count { wrapped[name][i] = g[name][i] } }
          optional = wrapped
          secret = 3
          weights["b"] = Tensor(shape: [3], values: [changes, Double(count), rates[1][0]])
        }
      }
      """
    let plugin = try await bench.compile(
      ["Adam.swift": source],
      asking: AskedProperties(
        read: ["wrapped", "computed", "later", "optional", "throwing", "matrix", "absent", "computed"],
        written: ["learningRate", "rates"]))
    var wanted = smallCase(steps: 1, settings: ["learningRate": 2])
    wanted.inputs = [("rates", Tensor(shape: [2, 1], values: [7, 8]))]
    var limits = RunLimits()
    limits.quantities = ["wrapped", "computed", "later", "optional", "throwing", "matrix", "absent"]
    let result = await bench.runner.run(plugin, wanted, limits: limits)
    #expect(result.ending == .completed)
    #expect(result.trace["weights", "b"]?.step(1) == [1, 2, 8])
    let given = try #require(result.trace["gradients", "W"])
    #expect(result.trace["wrapped", "W"] == given && result.trace["optional", "W"] == given)
    #expect(result.trace["computed", "W"]?.values == given.values.map { 2 * $0 })
    #expect(result.trace["later", "b"]?.values == [1, 2, 3])
    #expect(result.unreadable["matrix"] == "a computed property of type Matrix")
    #expect(result.trace["throwing", ""] == nil && result.trace["absent", ""] == nil)
    // Of what nobody asked for there is the name.
    #expect(result.trace["secret", ""]?.values == [] && result.trace["huge", ""]?.values == [])
  }

  @Test func aTaskIsNamedWithItsLine() async throws {
    let bench = try await Bench.shared
    let source = Sources.stepping("    // Task in a comment\n    let t = \"Task\"\n    Task { print(t) }")
    let result = await bench.runner.run(try await bench.compile(source), smallCase(steps: 1))
    guard case .crashed(_, let message, let place) = result.ending else {
      Issue.record("\(result.ending)")
      return
    }
    #expect(
      message == "it started a task with Task: a submission runs on one thread, so do the work where you are"
        && place == Place(file: "Adam.swift", line: 7))
  }

  #if arch(x86_64)
    @Test func extendedPrecisionLinks() async throws {
      let body =
        "    weights[\"scale\"] = Tensor(Double(Float80(2).squareRoot().truncatingRemainder(dividingBy: 1).rounded(.up)))"
      let bench = try await Bench.shared
      let result = await bench.runner.run(try await bench.compile(Sources.stepping(body)), smallCase(steps: 1))
      #expect(result.ending == .completed && result.trace["weights", "scale"]?.values.last == 1)
    }
  #endif
}
