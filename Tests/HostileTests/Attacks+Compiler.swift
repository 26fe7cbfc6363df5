/// Attacks on the compiler and the linker.
extension Attack {
  private static func undefined(_ symbol: String) -> Attack {
    .run(
      "links with \(symbol)", foundation: false,
      before: "@_silgen_name(\"\(symbol)\") func stranger(_: Int, _: Int, _: Int) -> Int",
      .notBuilt("a function that does not exist: undefined symbol: \(symbol)"), "print(stranger(0, 0, 0))")
  }

  private static func importing(_ module: String) -> Attack {
    .source("imports \(module)", .notBuilt("delete the line \"import \(module)\""), "import \(module)\n" + idle)
  }

  /// Puts something of the submission's into a section that the linker reads or makes.
  private static func section(_ name: String) -> Attack {
    .source(
      "has a section \(name) of its own", .notBuilt("sections or names is the linker's own"),
      idle + "@section(\"\(name)\") @used let strange: (UInt32, UInt32, UInt32) = (8, 0xdeadbeef, 0x41414141)\n")
  }

  static func compiler(_ target: Target) -> [Attack] {
    [
      "system", "open", "write", "syscall", "dlsym", "dlopen", "fork", "socket", "_exit", "mprotect",
      "gradus_watch_call",
    ].map(undefined)
      + ["Foundation", "Glibc", "Dispatch", "CSandbox", "WorkerProtocol"].map(importing)
      + [
        ".eh_frame", ".note.gnu.property", ".dynamic", ".rela.dyn", ".gnu.version_r", ".symtab", ".tdata",
      ].map(section)
      + [
        .source(
          "runs a macro", .notBuilt("does not compile"),
          """
          @freestanding(expression) macro boom() -> Int = #externalMacro(module: "Foundation", type: "Boom")
          let evil = #boom()

          """ + idle),
        .source(
          "gives the linker flags", .notBuilt("a discarded section"),
          """
          @section(".swift1_autolink_entries") @used
          let flags: (UInt8, UInt8, UInt8, UInt8) = (45, 111, 47, 0)

          """ + idle),
        .source(
          "runs code while it is loaded", foundation: true, .prints("blocked early"),
          """
          import Foundation
          @section(".init_array") @used
          let hook: @convention(c) () -> Void = {
            print(open("\(target.goldens)", O_RDONLY) >= 0 ? "DONE early" : "blocked early")
          }

          """ + idle),
        .source("defines the entry itself", .notBuilt(""), "@c(gradus_entry) public func mine() {}\n" + idle),
        .source(
          "defines the entry by name", .notBuilt(""), "@_silgen_name(\"gradus_entry\") public func mine() {}\n" + idle),
        .source(
          "blames an error on another file", .notBuilt("does not compile"),
          "#sourceLocation(file: \"\(target.goldens)\", line: 1)\nlet x: Int = \"\"\n" + idle),
        .source(
          "blames a crash on another file", .crashes("Index out of range"),
          """
          import GradusKit
          struct Adam: Optimizer {
            mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
              #sourceLocation(file: "/etc/passwd", line: 1)
              let numbers = [1.0]
              weights["w"][0] = numbers[g.names.count + 3]
              #sourceLocation()
            }
          }
          """),
        .source(
          "reaches the C library by arithmetic", .crashes("not allowed"),
          """
          import GradusKit
          @_silgen_name("malloc") func allocate(_: Int) -> UnsafeMutableRawPointer?
          let here: @convention(c) (Int) -> UnsafeMutableRawPointer? = { allocate($0) }
          func attack() {
            // The address that the loader has put for `malloc` into the plugin's table, by its last three digits, and
            // by what stands there: instructions and other addresses have such digits too.
            var place = unsafeBitCast(here, to: UInt.self) & ~7
            while true {
              let word = UnsafePointer<UInt>(bitPattern: place)!.pointee
              if word & 0xFFF == \(target.mallocInPage), word >> 44 == 7,
                UnsafePointer<UInt>(bitPattern: word)!.pointee == \(target.mallocBeginning)
              {
                let split = unsafeBitCast(word &+ UInt(bitPattern: \(target.forkBehindMalloc)), to: (@convention(c) () -> Int32).self)
                print("DONE", split())
                return
              }
              place += 8
            }
          }
          struct Adam: Optimizer {
            mutating func step(_ weights: inout Parameters, gradients g: Parameters) { attack(); weights -= g }
          }
          """),
        .source(
          "is too much for the solver", .notBuilt(""),
          "let n = 1\nlet x: Double = " + Array(repeating: "(n + 1.5) * -2", count: 60).joined(separator: " + ") + "\n"
            + idle),
        .source(
          "doubles a type without end", .notBuilt("gave up"),
          "typealias T0 = (Int, Int)\n"
            + (1...40).map { "typealias T\($0) = (T\($0 - 1), T\($0 - 1))\n" }.joined() + "let x: T40? = nil\n" + idle),
        .source(
          // It compiles, unless the machine is too slow for that.
          "mixes twenty thousand literals", .wrongOrNotBuilt,
          "let x = [" + (0..<20_000).map { $0 % 2 == 0 ? "\($0)" : "\($0).5" }.joined(separator: ", ") + "]\n"
            + idle),
        .source(
          "makes ten thousand errors", .notBuilt(""),
          (0..<10_000).map { "let a\($0): Int = \"\"" }.joined(separator: "\n") + "\n" + idle),
        .source(
          "nests brackets without end", .notBuilt(""),
          "let x = " + String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000) + "\n"
            + idle),
        .source(
          "imports the kit's internals", .notBuilt("does not compile"),
          "@testable import GradusKit\nlet table = Table.self\n" + idle),
        .source(
          "has a symbol of a version", .notBuilt("sections or names is the linker's own"),
          idle + "@_silgen_name(\"f@V2\") public func versioned() {}\n"),
        .source(
          "imports the kit's header on two lines", .notBuilt("delete the line \"import PluginABI\""),
          "import\n  PluginABI\n" + idle),
        .source("prints where it was compiled", .wrong, "let place = #filePath\n" + idle),
      ]
  }
}
