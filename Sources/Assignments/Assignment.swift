package import Equations

/// One piece of coursework, as its manifest describes it: which recipe, which cases, and what they are worth.
///
/// `docs/assignment-format.md` documents every key.
package struct Assignment: Equatable, Sendable {
  /// The folder's name, `10-adam`.
  package var id: String
  package var title: String
  /// The reference recipe's name, `adam`.
  package var recipe: String
  /// Which of the recipe's forms is asked for, `outsideRoot`.
  package var convention: String
  /// The type a submission declares, `Adam`.
  package var typeName: String
  /// The recipe's kind, which decides how that type is called and what a case has.
  package var kind: Component.Kind
  /// What is compared and what it is worth, in the order reports show it.
  package var quantities: [GradedQuantity]
  /// At least one, their identifiers distinct.
  package var cases: [Case]
  /// The author's own tolerance; nil leaves it to the grader to derive one.
  package var comparison: Comparison?
  /// Which share of its points a quantity earns that follows rightly from the student's own wrong values.
  package var followThrough: Double
  package var limits: Limits
  /// The modules a submission may import beside the kit.
  package var imports: [String]
  /// What `imports` may name.
  package static let knownImports = ["Foundation"]
  /// What each shipped submission is expected to earn.
  package var samples: [Sample]

  /// Everything the assignment can earn.
  package var points: Double { quantities.reduce(0) { $0 + $1.points } }

  /// What a quantity is worth in one case: its points, divided over the cases by their shares.
  package func points(of quantity: GradedQuantity, in graded: Case) -> Double {
    quantity.points * graded.share / cases.reduce(0) { $0 + $1.share }
  }
}

/// A quantity that is compared with the reference, and its worth.
package struct GradedQuantity: Equatable, Sendable {
  package var name: String
  /// Zero or more; a quantity worth nothing is still compared and reported.
  package var points: Double

  package init(name: String, points: Double) {
    self.name = name
    self.points = points
  }
}

/// A tolerance that the author of an assignment sets by hand: |yours − expected| ≤ atol + rtol·|expected|.
package struct Comparison: Equatable, Sendable {
  package var rtol: Double
  package var atol: Double
  /// Why the author sets it; students read it.
  package var reason: String

  package init(rtol: Double, atol: Double, reason: String) {
    self.rtol = rtol
    self.atol = atol
    self.reason = reason
  }
}

/// What a submission may use up. Times and memory are for one case, which is one process.
package struct Limits: Equatable, Sendable {
  /// Seconds on the clock.
  package var wallClock: Double
  /// Seconds of processor time.
  package var cpu: Double
  /// MiB of memory.
  package var memory: Int
  /// Seconds that compiling may take.
  package var compile: Double
  /// KiB of standard output and standard error together.
  package var output: Int
  /// KiB of source in all files together.
  package var source: Int
  /// How many source files.
  package var files: Int

  package init(
    wallClock: Double = 10, cpu: Double = 5, memory: Int = 512, compile: Double = 20, output: Int = 64,
    source: Int = 256,
    files: Int = 16
  ) {
    self.wallClock = wallClock
    self.cpu = cpu
    self.memory = memory
    self.compile = compile
    self.output = output
    self.source = source
    self.files = files
  }
}
