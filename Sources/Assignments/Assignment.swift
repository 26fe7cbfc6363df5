package import Equations
package import GradeModel

/// A piece of coursework, as its manifest describes it: the recipe, the cases, and their points.
///
/// `docs/assignment-format.md` documents every key.
package struct Assignment: Equatable, Sendable {
  /// The folder's name, `10-adam`.
  package var id: String
  package var title: String
  /// The reference recipe's name, `adam`.
  package var recipe: String
  /// The recipe's convention, `outsideRoot`.
  package var convention: String
  /// The type a submission declares, `Adam`.
  package var typeName: String
  /// The recipe's kind, which decides the way that type is called and the keys of a case.
  package var kind: Component.Kind
  /// The compared quantities and their points, in the order of reports.
  package var quantities: [GradedQuantity]
  /// At least one, their identifiers distinct.
  package var cases: [Case]
  /// The author's own tolerance; nil if the grader derives one.
  package var comparison: Comparison?
  /// The share of its points that a quantity earns if it follows correctly from the student's own wrong values.
  package var followThrough: Double
  package var limits: Limits
  /// The modules a submission may import beside the kit.
  package var imports: [String]
  /// The modules that `imports` may name.
  package static let knownImports = ["Foundation"]
  /// The expected result of each shipped submission.
  package var samples: [Sample]
  /// The amount that is told in each phase.
  package var feedback = Feedback.standard
  /// The points that a program may earn without computing anything of what is asked, such as those of a right shuffle.
  package var floor = 0.0
  /// The parts of an assignment that asks for several types; empty for one that asks for a single one. See
  /// `Assignment+Parts.swift`.
  package var parts: [Assignment] = []

  /// Choices of the program's own. They have no equation that could be diagnosed: a message names a fault, and a sample's
  /// `diagnosis` may stand there.
  package var choices: Set<String> {
    guard parts.isEmpty else {
      return Set(parts.flatMap { part in part.choices.map { PartName.joined(part.id, $0) } })
    }
    return Set(kind.isOneDraw ? quantities.map(\.name) : cases.flatMap(\.inputs).filter(\.isChosen).map(\.name))
  }

  /// The points of all quantities together.
  package var points: Double { quantities.reduce(0) { $0 + $1.points } }

  /// A quantity's points in one case: its points, divided over the cases by their shares. Hidden cases have them all. Of an
  /// assignment with parts, each part divides its own.
  package func points(of quantity: GradedQuantity, in graded: Case) -> Double {
    !graded.isHidden && cases.contains(where: \.isHidden) ? 0 : weight(of: quantity, in: graded)
  }

  /// A quantity's points in one case, if they were divided over the public cases alone, or over the hidden ones.
  package func weight(of quantity: GradedQuantity, in graded: Case) -> Double {
    quantity.points * graded.share
      / cases.reduce(0) { $0 + ($1.isHidden == graded.isHidden ? $1.share : 0) }
  }
}

/// A quantity that is compared with the reference, and its points.
package struct GradedQuantity: Equatable, Sendable {
  package var name: String
  /// Zero or more. A quantity worth nothing is still compared and reported.
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
  /// The author's reason for it; students read it.
  package var reason: String

  package init(rtol: Double, atol: Double, reason: String) {
    self.rtol = rtol
    self.atol = atol
    self.reason = reason
  }
}

/// Limits on the resources of a submission. Times and memory are for one case, which is one process.
package struct Limits: Equatable, Sendable {
  /// Seconds on the clock.
  package var wallClock: Double
  /// Seconds of processor time.
  package var cpu: Double
  /// MiB of memory.
  package var memory: Int
  /// Seconds of compilation.
  package var compile: Double
  /// KiB of standard output and standard error together.
  package var output: Int
  /// KiB of source in all files together.
  package var source: Int
  /// The number of source files.
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
