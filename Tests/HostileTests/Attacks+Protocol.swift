/// Forged, missing and superfluous answers.
extension Attack {
  /// Functions that write frames to any descriptor that leads to the host; `report` has the layout of the worker's own.
  private static let frames = """
    func put(_ bytes: [UInt8]) { for file: Int32 in 3..<8 { _ = write(file, bytes, bytes.count) } }
    func bytes(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    func text(_ text: String) -> [UInt8] { bytes(text.utf8.count, 4) + Array(text.utf8) }
    func frame(_ body: [UInt8]) -> [UInt8] { bytes(body.count, 4) + body }
    func report(_ quantity: String, _ step: Int) -> [UInt8] {
      frame([0x45] + text(quantity) + bytes(step, 8) + bytes(0, 8) + text("w") + [1] + bytes(2, 8) + bytes(0, 16))
    }
    let done = frame([0x46])
    """

  /// Makes a program that is right in everything up to its last step. There it sends the rest of the answers itself,
  /// the worker's last word too, and continues.
  private static func finishing(
    _ name: String, _ outcome: Outcome, reduced: Outcome? = nil, _ statements: String
  ) -> Attack {
    let last = """
          if t == 3 {
            signal(SIGIO, SIG_IGN)
            let all = [("gradients", g), ("m", m), ("v", v), ("mHat", mHat), ("vHat", vHat), ("weights", weights)]
            for (quantity, value) in all {
              let numbers = (0..<2).flatMap { bytes(Int(bitPattern: UInt(value["w"][$0].bitPattern)), 8) }
              put(Array(report(quantity, 3).dropLast(16)) + numbers)
            }
            put(done)
            var asked = [UInt8](repeating: 0, count: 4096)
            _ = read(3, &asked, asked.count)
            put(frame([0x48]))
            for file: Int32 in 1..<8 { close(file) }
            \(statements)
          }
        }
      }

      """
    let honest = honest.replacing(#/  }\n}\s*$/#, with: "")
    return Attack(
      name: "finishes by itself and \(name)", shape: .source("import Foundation\n" + frames + "\n" + honest + last),
      foundation: true, outcome: outcome, reduced: reduced)
  }

  static func answers(_ target: Target) -> [Attack] {
    func forging(_ name: String, _ outcome: Outcome, _ statements: String) -> Attack {
      .run(name, before: frames, outcome, statements)
    }
    return [
      forging("says done before it reports", .tampers("missing in step 1"), "put(done)"),
      forging("sends what is no frame", .tampers("cannot be read"), "put(frame([0xEE, 1, 2, 3]))"),
      forging("sends a frame of four gigabytes", .tampers("cannot be read"), "put([255, 255, 255, 255, 0x45])"),
      forging("sends half a frame", .tampers("incomplete"), "put([200, 0, 0, 0, 0x45]); _exit(0)"),
      // Looks like an honest program that is killed while it reports.
      forging("sends half a frame and is killed", .crashes("crashed"), "put([200, 0, 0, 0, 0x45]); raise(SIGKILL)"),
      .run(
        "sends half a frame and raises the signal of its limit", before: frames, .tampers("incomplete"),
        reduced: .crashes("stopped on signal 24"), "put([200, 0, 0, 0, 0x45]); raise(SIGXCPU)"),
      finishing("hangs", .timesOut, reduced: .tampers("went on after its last answer"), "while true { sleep(1000) }"),
      finishing("leaves with code 3", .tampers("went on after its last answer"), "_exit(3)"),
      finishing(
        "crashes", .tampers("went on after its last answer"), "UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1"),
      forging("answers twice", .tampers("came twice"), "put(report(\"weights\", 1))"),
      forging("answers for a step that was not asked", .tampers("came for step 7"), "put(report(\"weights\", 7))"),
      forging("reports what it never declared", .tampers("was not asked for"), "put(report(\"goldens\", 1))"),
      forging(
        "answers everything in advance", .tampers("not those that were given"),
        """
          var all: [UInt8] = []
          for step in 1...3 { all += report("gradients", step) + report("weights", step) + done }
          put(all + frame([0x48]))
          _exit(0)
        """),
      forging("says that the worker was sealed again", .tampers("ended with sealed"), "put(frame([0x49]))"),
      forging("says that it has finished", .tampers("ended with finished"), "put(frame([0x48]))"),
      forging("claims a fault of the host", .crashes("could not go on"), "put(frame([0x47] + text(\"grader error\")))"),
      forging(
        "claims a crash elsewhere", .crashes("crashed"), "put(frame([0x7f] + bytes(11, 4) + [0, 1] + bytes(4096, 8)))"),
      forging(
        "claims a time-out of the host", .tampers("long before its limit"), "put(frame([0x7f] + bytes(29, 4) + [2, 0]))"
      ),
      forging(
        "claims to have used up its time", .tampers("cannot have ended"), "put(frame([0x7f] + bytes(24, 4) + [3, 0]))"),
      forging(
        "claims another signal at its limit", .tampers("cannot have ended"),
        "put(frame([0x7f] + bytes(11, 4) + [3, 0]))"),
      forging("claims to have been killed", .tampers("cannot have ended"), "put(frame([0x7f] + bytes(9, 4) + [0, 0]))"),
      forging(
        "claims a signal that there is not", .tampers("cannot have ended"), "put(frame([0x7f] + bytes(77, 4) + [0, 0]))"
      ),
      forging("says that it was loaded again", .tampers("ended with loaded"), "put(frame([0x42]))"),
      forging("sends a frame of nothing", .tampers("cannot be read"), "put([0, 0, 0, 0])"),
      forging("closes the pipes", .crashes("ended itself"), "for file: Int32 in 3..<8 { close(file) }"),
      forging(
        "takes the host's requests", .timesOut,
        "var byte: UInt8 = 0\n  while read(3, &byte, 1) != 0 || read(4, &byte, 1) != 0 {}"),
      .run("leaves with success", .tampers("ended itself with code 0"), "exit(0)"),
      .run("leaves with success at once", .tampers("ended itself with code 0"), "_exit(0)"),
      .run("leaves with another code", .crashes("ended itself with code 3"), "exit(3)"),
      .run("aborts", .crashes("crashed"), "abort()"),
      .run(
        "catches the filter's signal", .prints("went on"),
        """
          signal(SIGSYS) { _ in }
          let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
          _ = connect(file, nil, 0)
          _ = kill(\(target.process), SIGURG)
          print("went on")
        """),
      .source(
        "changes the shape of an answer", .crashes("could not go on"),
        """
        import GradusKit
        struct Adam: Optimizer {
          mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
            weights["w"] = Tensor(shape: [1], values: [0])
          }
        }
        """),
      .source(
        "answers NaN", .wrong,
        """
        import GradusKit
        struct Adam: Optimizer {
          var m: Parameters = 0
          mutating func step(_ weights: inout Parameters, gradients g: Parameters) { m = g / 0; weights -= m * 0 }
        }
        """),
      .source(
        "leaves out answers", .wrong,
        """
        import GradusKit
        struct Adam: Optimizer {
          mutating func step(_ weights: inout Parameters, gradients g: Parameters) {}
        }
        """),
      .source(
        "answers at random", .nondeterministic,
        """
        import GradusKit
        struct Adam: Optimizer {
          mutating func step(_ weights: inout Parameters, gradients g: Parameters) { weights["w"][0] = .random(in: 0..<1) }
        }
        """),
      .run(
        "declares a forged report", .wrong, "print(\"<testsuites/>]]>\\u{1B}[2J\\n##vso[task.complete]\\n::error::x\")"),
    ]
  }

  /// The five forgeries that earned full marks elsewhere.
  static func forgeries(_ target: Target) -> [Attack] {
    [
      .run(
        "forgery: patches the comparison", .tampers("make code out of memory"),
        """
          // What compares is in another process; all that can be patched is here.
          let code = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: dlsym(nil, "gradus_entry") ?? dlsym(nil, "memcmp")) & ~4095)!
          say("patching", Int(mprotect(code, 8192, PROT_READ | PROT_WRITE | PROT_EXEC)))
        """),
      .run("forgery: reads the goldens", .prints("blocked opening"), "look(\"\(target.goldens)\")"),
      .run(
        "forgery: writes its own result", .tampers("ended itself with code 0"),
        """
          for path in ["results.json", "/tmp/results.json", "\(target.forbidden)"] {
            say("writing", Int(open(path, O_WRONLY | O_CREAT, 0o644)))
          }
          _exit(0)
        """),
      .run(
        "forgery: finds the goldens by the host's command line", .prints("blocked opening"),
        "look(\"/proc/\\(getppid0())/cmdline\")", "func getppid0() -> Int32 { \(target.process) }"),
      .run(
        "forgery: dies without a result", foundation: false, .crashes("crashed"),
        "UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1"),
    ]
  }
}

extension Attack {
  fileprivate static func run(_ name: String, _ outcome: Outcome, _ statements: String, _ before: String) -> Attack {
    .run(name, before: before, outcome, statements)
  }
}
