/// Attacks that use up the machine's resources.
extension Attack {
  static func resources(_ target: Target) -> [Attack] {
    [
      .run(
        "fills the memory", foundation: false, .endsByALimit,
        "var all: [[Double]] = []\n  while true { all.append([Double](repeating: Double(all.count), count: 1 << 20)) }"),
      .run(
        "asks for a terabyte", .prints("blocked mapping"),
        """
          let memory = mmap(nil, 1 << 40, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
          say("mapping", memory == MAP_FAILED ? -1 : 0)
        """),
      .run(
        "exhausts the stack", foundation: false, .crashes("endless recursion"),
        "func down(_ x: Double) -> Double { x > 1e9 ? x : 1 + down(x + 1e-9) * 0.5 }\n  print(down(0))"),
      .run(
        "writes an endless file", .prints("blocked making"),
        "say(\"making\", Int(open(\"\(target.forbidden)\", O_WRONLY | O_CREAT, 0o644)))"),
      .run(
        "opens descriptors without end", .prints("opened no more"),
        "while open(\"/\", O_PATH) >= 0 {}\n  print(\"opened no more\")", "O_PATH"),
      .run("copies descriptors without end", .crashes("not allowed"), "while dup(2) >= 0 {}\n  print(\"DONE\")"),
      .run("prints without end", foundation: false, .timesOut, "while true { print(\"all work and no play\") }"),
      .run(
        "prints bytes that are no text", .prints("\u{FFFD}"),
        "var bytes: [UInt8] = [0xFF, 0x1B, 0x5D, 0x5D, 0x3E, 0xC0]\n  write(1, &bytes, bytes.count)"),
      .run(
        "runs without end", foundation: false, .timesOut, "var n = 1\n  while n != 0 { n = n &* 3 | 1 }\n  print(n)"),
      .run("sleeps without end", .timesOut, "while true { sleep(1000) }"),
      .run("stops itself", .crashes("not allowed"), "raise(SIGSTOP)"),
      .run(
        "ignores every signal", .timesOut, "for number: Int32 in 1..<65 { signal(number, SIG_IGN) }\n  while true {}"),
      .run("kills itself", .crashes("not allowed"), "raise(SIGKILL)"),
      .source(
        "hangs at its end", .timesOut,
        """
        import GradusKit
        final class Anchor { deinit { var n = 1; while n != 0 { n = n &* 3 | 1 }; print(n) } }
        struct Adam: Optimizer {
          let anchor = Anchor()
          mutating func step(_ weights: inout Parameters, gradients g: Parameters) { weights -= g }
        }
        """),
      .run(
        "hangs in an exit handler",
        before:
          "@_silgen_name(\"__cxa_atexit\") func later(_: @convention(c) (UnsafeMutableRawPointer?) -> Void, _: Int, _: Int) -> Int32",
        .wrong, "say(\"handling\", Int(-later({ _ in while true {} }, 0, 0)) - 1)"),
    ]
  }
}

extension Attack {
  /// A row whose statements need a name that a C header hides.
  fileprivate static func run(_ name: String, _ outcome: Outcome, _ statements: String, _ constant: String) -> Attack {
    .run(name, before: "let \(constant): Int32 = 0o10000000", outcome, statements)
  }
}
