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
      reflecting(
        "declares ten thousand quantities", .tampers("cannot be read"),
        "(0..<10_000).map { (label: \"q\\($0)\", value: held as Any) }"),
      reflecting(
        "names a quantity with a megabyte", .tampers("cannot be read"),
        "[(label: String(repeating: \"q\", count: 1 << 20), value: held as Any)]"),
      reflecting(
        // The kit reads each name once, whatever a mirror shows.
        "reports a quantity twice", .wrong,
        "[(label: \"m\", value: held as Any), (label: \"m\", value: held as Any)]"),
      reflecting(
        "reports two names that look alike", .wrong,
        "[(label: \"\\u{E9}\", value: held as Any), (label: \"e\\u{301}\", value: held as Any)]"),
      reflecting(
        "names a quantity like the report's markup", .wrong,
        "[(label: \"\\\"/></testsuites><!--\", value: held as Any), (label: \"\\u{1B}[2J\", value: held as Any)]"),
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
