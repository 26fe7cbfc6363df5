package import Assignments
internal import Diagnosis
internal import Equations
internal import GradeModel
internal import Grading
internal import Judging
internal import Reference
internal import Traces

/// Diagnoses drawn programs on an assignment's public cases, and asks if what was told holds on cases that the search
/// has not seen: other draws, other settings, other extents.
package struct DiagnosisMeasure {
  package let assignment: Assignment
  private let grader: Grader
  private let fresh: [RunInputs]
  private let graded: Set<String>

  package init(_ assignment: Assignment) throws {
    self.assignment = assignment
    grader = try Grader(assignment)
    let extended = try assignment.addingHiddenCases(secret: Array("a case that nobody saw".utf8), count: 2)
    fresh = extended.cases.filter(\.isHidden).map(RunInputs.init)
    graded = Set(assignment.quantities.map(\.name))
  }

  package func program(_ source: DrawnProgram.Source, seed: UInt64) -> DrawnProgram? {
    DrawnProgram(source, grader.recipe, graded: graded, seed: seed)
  }

  /// The result of a program's diagnosis.
  package enum Word: String, CaseIterable, Sendable {
    /// The formula that was told, for the quantity that is wrong, gives the program's numbers on the unseen cases.
    case right
    /// Another fact was told, and holds there too.
    case otherwise = "another true wording"
    /// Several explanations were told, and the first holds.
    case tie
    /// A place was told, or only some of the wrong quantities were explained.
    case partly
    case silent
    /// Something that was told does not hold on the unseen cases.
    case untrue
  }

  /// One wrong quantity.
  package struct Line: Sendable {
    package let quantity: String
    package let word: Word
    /// The length of the description; nil if nothing was told, or a fact without one.
    package let length: Double?
    package let told: String
    /// Processor time.
    package let seconds: Double
  }

  /// - Returns: the wrong quantities of a program; nil if it shows no mistake, or has no numbers.
  package func lines(_ program: DrawnProgram) -> [Line]? {
    guard let seen = examinations(program, grader.inputs) else { return nil }
    var wrong: Set<String> = []
    for (examination, published) in seen {
      for (quantity, verdict) in Verdicts(examination, published: published, edits: grader.edits).all()
      where verdict.outcome == .incorrect { wrong.insert(quantity) }
    }
    let diagnoser = Diagnoser(seen.map(\.0), edits: grader.edits)
    let blamed = wrong.intersection(graded).sorted().filter { !diagnoser.isInnocent($0) }
    guard !blamed.isEmpty else { return nil }
    let unseen = examinations(program, fresh)?.map(\.0)
    guard let unseen else { return nil }
    // As a submission is told: what one quantity shows is used for those after it.
    var checks = blamed.map { Check(caseID: "", quantity: $0, outcome: .incorrect, points: 0, maximum: 1) }
    var found: [String: (finding: Diagnoser.Finding?, recipe: Recipe, seconds: Double)] = [:]
    var started = ProcessorTime.now
    grader.explain(&checks, seen.map(\.0)) { quantity, finding, recipe in
      found[quantity] = (finding, recipe, ProcessorTime.now - started)
      started = ProcessorTime.now
    }
    // A fact beside the formulas, or a place, is found again where it holds.
    lazy var again = {
      var (checks, found) = (checks, [String: Diagnoser.Finding]())
      grader.explain(&checks, unseen) { quantity, finding, _ in found[quantity] = finding }
      return found
    }()
    return blamed.map { quantity in
      let (finding, recipe, seconds) = found[quantity] ?? (nil, grader.recipe, 0)
      return Line(
        quantity: quantity, word: finding.map { word($0, quantity, recipe, program, unseen) { again[$0] } } ?? .silent,
        length: finding?.length, told: finding.map { said($0) } ?? "", seconds: seconds)
    }
  }

  /// The program's equations, for a reader.
  package func written(_ program: DrawnProgram) -> String {
    let rendering = Rendering(for: grader.recipe)
    let lines = program.equations.map { rendering.text($0) }
    return lines.isEmpty ? "disturbed" : lines.joined(separator: "; ")
  }

  private func said(_ finding: Diagnoser.Finding) -> String {
    let supposition = finding.supposition
    let formulas = supposition.edits.map { "\($0.quantity) = \(Rendering(for: grader.recipe).text($0.formula))" }
    return
      (supposition.manner == nil ? formulas : supposition.kinds).joined(separator: "; ")
  }

  private func examinations(_ program: DrawnProgram, _ cases: [RunInputs]) -> [(Examination, Traces.Trace)]? {
    var found: [(Examination, Traces.Trace)] = []
    for inputs in cases {
      guard let golden = try? grader.recipe.trace(inputs), var trace = program.trace(inputs) else { return nil }
      for key in trace.keys where grader.recipe.component.hidden.contains(key.quantity) { trace[key] = nil }
      let judged = Structure.judgeable(trace, golden: golden, without: grader.ungraded)
      guard graded.allSatisfy({ Structure.fault($0, in: trace, golden: golden)?.outcome != .incorrect }),
        let examination = try? Examination(
          caseID: "", recipe: grader.recipe, inputs: inputs, golden: golden, trace: judged)
      else { return nil }
      found.append((examination, trace))
    }
    return found
  }

  // MARK: Truth

  /// - Parameter recipe: the one that the finding is a change of.
  private func word(
    _ finding: Diagnoser.Finding, _ quantity: String, _ recipe: Recipe, _ program: DrawnProgram,
    _ unseen: [Examination], _ again: (String) -> Diagnoser.Finding?
  ) -> Word {
    guard holds(finding, quantity, recipe, unseen, again) else { return .untrue }
    if !finding.alternatives.isEmpty { return .tie }
    if finding.isPattern { return .partly }
    let places = Set(program.equations.map(\.target.name))
    let isFormula = finding.supposition.manner == nil
    return isFormula && finding.supposition.edits.allSatisfy { places.contains($0.quantity) } ? .right : .otherwise
  }

  private func holds(
    _ finding: Diagnoser.Finding, _ quantity: String, _ recipe: Recipe, _ unseen: [Examination],
    _ again: (String) -> Diagnoser.Finding?
  ) -> Bool {
    let supposition = finding.supposition
    if case .pattern(let pattern)? = supposition.manner {
      // Counts and sizes are those of the numbers at hand; the spot is where to look.
      guard let spot = pattern.spot, !spot.isOfCases else { return true }
      guard case .pattern(let other)? = again(quantity)?.supposition.manner else { return false }
      return other.spot == spot
    }
    if supposition.manner != nil { return again(quantity)?.supposition.manner == supposition.manner }
    let own = supposition.edits.filter { $0.quantity == quantity }
    var supposed = recipe
    for edit in supposition.edits where edit.quantity != quantity {
      supposed = supposed.replacing(edit.quantity, by: edit.formula)
    }
    return unseen.allSatisfy { examination in
      guard
        let other = try? Examination(
          caseID: "", recipe: supposed, inputs: examination.inputs, golden: examination.golden,
          trace: examination.trace)
      else { return false }
      if own.isEmpty { return other.judge(quantity)?.holds ?? false }
      return own.allSatisfy { edit in
        let target = recipe.equations(of: quantity).first { $0.target.parameter == edit.parameter }?.target
        return other.judge(edit.formula, for: target ?? Reference(quantity))?.holds ?? false
      }
    }
  }
}

extension Spot {
  /// True for whole cases, which no other case can show.
  fileprivate var isOfCases: Bool { if case .cases = self { true } else { false } }
}
