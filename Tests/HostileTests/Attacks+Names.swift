/// Names and numbers of the submission's own choosing, and attempts to tell its two runs apart.
extension Attack {
  /// Makes a type that describes its own contents.
  private static func reflecting(_ name: String, _ outcome: Outcome, _ children: String) -> Attack {
    .source(
      name, outcome,
      """
      import GradusKit
      struct Adam: Optimizer, CustomReflectable {
        var held: Parameters = 0
        var customMirror: Mirror {
          Mirror(Adam.self, children: \(children))
        }
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) { held = g; weights -= g }
      }
      """)
  }

  /// Makes an optimizer that does nothing but store something.
  private static func storing(_ name: String, _ declarations: String) -> Attack {
    .source(
      name, .wrong,
      """
      import GradusKit
      struct Adam: Optimizer {
        \(declarations)
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) {}
      }
      """)
  }

  /// Makes a step whose result depends on something that is no input.
  private static func depending(_ name: String, _ expression: String) -> Attack {
    .source(
      name, .nondeterministic,
      """
      import GradusKit
      struct Adam: Optimizer {
        mutating func step(_ weights: inout Parameters, gradients g: Parameters) { weights["w"][0] = \(expression) }
      }
      """)
  }

  static func names(_ target: Target) -> [Attack] {
    [
      // The kit reads memory, whatever a mirror shows.
      reflecting(
        "declares ten thousand quantities", .wrong,
        "(0..<10_000).map { (label: \"q\\($0)\", value: held as Any) }"),
      reflecting(
        "names a quantity with a megabyte", .wrong,
        "[(label: String(repeating: \"q\", count: 1 << 20), value: held as Any)]"),
      reflecting(
        // The kit reads each name once, whatever a mirror shows.
        "reports a quantity twice", .wrong,
        "[(label: \"m\", value: held as Any), (label: \"m\", value: held as Any)]"),
      storing("stores two names that look alike", "var \u{E9}: Parameters = 1, e\u{301}: Parameters = 2"),
      storing("names a property like the report's markup", "var `\"/></testsuites><!--` = 1.0, `m&lt;` = 2.0"),
      storing("names a property with ten thousand letters", "var \(String(repeating: "q", count: 10_000)) = 1.0"),
      storing("stores three thousand properties", (0..<3000).map { "var q\($0) = 1.0" }.joined(separator: "\n")),
      storing("stores more than a frame holds", "var m = [Double](repeating: 0, count: 9_000_000)"),
      reflecting(
        "passes something off as the weights", .wrong,
        "[(label: \"weights\", value: held as Any), (label: \"gradients\", value: held as Any)]"),
      .source(
        "asks for what is not granted", .crashes("Objective.loss(at:) is not answered in this assignment"),
        """
        import GradusKit
        struct Adam: Optimizer {
          mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
            weights -= Objective.loss(at: weights) * g
          }
        }
        """),
      depending("tells its runs apart by the clock", "Double(ContinuousClock.now.hashValue)"),
    ]
  }
}
