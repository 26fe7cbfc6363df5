package import Assignments
internal import Equations
internal import GradeModel
package import Judging
internal import Reference
internal import Traces

extension Grader {
  /// A case's run, laid out to be judged.
  enum Laid {
    /// Nothing of it can be judged.
    case settled([Check])
    case examined(Examination, Choices)

    var examination: Examination? {
      if case .examined(let examination, _) = self { examination } else { nil }
    }
  }

  /// Lays out the run of one case.
  ///
  /// - Parameter longer: the verdicts on the program's choices in a longer run.
  func lay(
    _ run: CaseRun, of graded: Assignment.Case, _ inputs: RunInputs, longer: [String: Verdicts.Verdict] = [:]
  ) -> Laid {
    if case .stopped(let outcome, let finding, let place) = run.ending {
      return .settled(assignment.quantities.map { check($0, graded, outcome, finding, place: place) })
    }
    // The program's choices take the place of ours: all else is judged given them.
    let choices = Choices(recipe, inputs, published: run.trace, longer: longer)
    if let choice = choices.obstacle {
      return .settled(assignment.quantities.map { unjudged($0, graded, without: choice, choices) })
    }
    do throws(RecipeError) {
      let golden = try recipe.trace(choices.inputs)
      // Wrong draws may be so large that nothing can be computed with them: no fault of ours.
      if let choice = choices.wrong, !golden.series.values.allSatisfy({ $0.values.allSatisfy(\.isFinite) }) {
        return .settled(assignment.quantities.map { unjudged($0, graded, without: choice, choices) })
      }
      var examination = try Examination(
        caseID: graded.id, recipe: recipe, inputs: choices.inputs, golden: golden,
        trace: Structure.judgeable(run.trace, golden: golden, without: ungraded))
      examination.kept = Trace(series: run.trace.series.filter { stored.contains($0.key.quantity) })
      return .examined(examination, choices)
    } catch {
      return .settled(
        assignment.quantities.map { check($0, graded, .graderError, .referenceFailed(reason: "\(error)")) })
    }
  }

  /// The checks of one case by itself, and the run as it was judged; nil if nothing could be judged.
  func check(
    _ run: CaseRun, of graded: Assignment.Case, _ inputs: RunInputs, longer: [String: Verdicts.Verdict] = [:]
  ) -> (checks: [Check], examination: Examination?) {
    switch lay(run, of: graded, inputs, longer: longer) {
    case .settled(let checks): return (checks, nil)
    case .examined(let examination, let choices):
      return (check(run, of: graded, examination, choices, peers: []), examination)
    }
  }

  /// The checks of one case.
  ///
  /// - Parameter peers: the same program in the other cases.
  func check(
    _ run: CaseRun, of graded: Assignment.Case, _ examination: Examination, _ choices: Choices, peers: [Examination]
  ) -> [Check] {
    let verdicts = Verdicts(examination, published: run.trace, edits: edits, choices: choices, peers: peers).all()
    let comparator = assignment.comparison.map(Comparator.init)
    return assignment.quantities.map { quantity in
      if let finding = run.nondeterministic[quantity.name] {
        return check(quantity, graded, .nondeterministic, finding)
      }
      // An author may ask for a plain comparison with the golden trace instead.
      if let comparator {
        let verdict = comparator.compare(run.trace, with: examination.golden, quantity: quantity.name)
        var plain = check(quantity, graded, verdict.outcome, verdict.finding, divergence: verdict.divergence)
        // A quantity that follows from a mistake is told so, though it earns nothing here.
        if verdict.outcome == .incorrect, let own = verdicts[quantity.name], own.outcome == .followThrough {
          plain.byEquation = own.finding
        }
        return plain
      }
      guard let verdict = verdicts[quantity.name] else {
        return check(quantity, graded, .graderError, .notInReference)
      }
      var check = check(
        quantity, graded, verdict.outcome, verdict.finding, divergence: verdict.divergence)
      check.equationDivergence = verdict.equationDivergence
      check.distances = verdict.distances
      return check
    }
  }

  /// The check of a quantity without a choice that it depends on: the choice is missing or cannot be computed with.
  private func unjudged(
    _ quantity: GradedQuantity, _ graded: Assignment.Case, without choice: String, _ choices: Choices
  ) -> Check {
    if let verdict = choices.verdicts[quantity.name] {
      return check(quantity, graded, verdict.outcome, verdict.finding)
    }
    let isOurs = choices.verdicts[choice]?.outcome == .graderError
    return check(quantity, graded, isOurs ? .graderError : .skipped, .withoutChoice(choice))
  }

  private func check(
    _ quantity: GradedQuantity, _ graded: Assignment.Case, _ outcome: Outcome, _ finding: Finding?,
    place: Place? = nil, divergence: Divergence? = nil
  ) -> Check {
    let maximum = assignment.weight(of: quantity, in: graded)
    return Check(
      caseID: graded.id, quantity: quantity.name, outcome: outcome, points: maximum * share(outcome), maximum: maximum,
      finding: finding, place: place, divergence: divergence)
  }

  /// The share of a check's points that an outcome earns.
  private func share(_ outcome: Outcome) -> Double {
    switch outcome {
    case .correct: 1
    case .followThrough: assignment.followThrough
    default: 0
    }
  }
}

extension Comparator {
  /// A tolerance that an author has set.
  package init(_ tolerance: Comparison) { self.init(atol: tolerance.atol, rtol: tolerance.rtol) }
}
