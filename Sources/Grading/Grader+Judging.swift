internal import Assignments
package import Diagnosis
internal import GradeModel
internal import Judging
internal import Traces

/// The two groups of cases. What is said of a public case follows from public runs alone: whatever a program does in a hidden
/// case, it tells nothing of it there. A hidden case, of which no more than the outcome is told, is judged by all runs.
extension Grader {
  /// The explanation of a wrong quantity in words, which is the same in every case.
  struct Explanation {
    var diagnosis: Diagnosis?
    var isUnexplained: Bool
  }

  /// Judges the public cases. The runs of hidden ones need not be there yet.
  package func judgePublic(_ runs: Runs, effort: Diagnoser.Effort? = nil) -> Judgements {
    var judgements = Judgements(result: Result())
    if let tolerance = assignment.comparison {
      judgements.result.notes.append(
        .authorsTolerance(atol: tolerance.atol, rtol: tolerance.rtol, reason: tolerance.reason))
    }
    judgements.longer = choicesAtLength(runs, hidden: false)
    var (checks, judged) = examine(runs, hidden: false, judgements.longer, besides: [])
    for (index, graded) in assignment.cases.enumerated() where !graded.isHidden {
      let run = runs.of(index)
      judgements.result.add(run, of: graded.id, changed: changed(run.trace, inputs[index]), self)
    }
    // A diagnosis shows numbers, and those of a hidden case are not shown.
    judgements.found = explain(&checks, judged.map(\.examination), effort: effort)
    judgements.explanations = Dictionary(
      checks.filter { $0.outcome == .incorrect }.map {
        ($0.quantity, Explanation(diagnosis: $0.diagnosis, isUnexplained: $0.isUnexplained))
      }, uniquingKeysWith: { first, _ in first })
    settle(&checks, judged, into: &judgements)
    return judgements
  }

  /// Judges the hidden cases, once the public ones are judged.
  package func judgeHidden(_ runs: Runs, after known: Judgements) -> Judgements {
    guard assignment.cases.contains(where: \.isHidden) else { return known }
    var judgements = known
    // Choices that are not right in the longer run of a public case are not right in any.
    let longer = known.longer.merging(choicesAtLength(runs, hidden: true)) { $0.outcome == .correct ? $1 : $0 }
    var (checks, judged) = examine(runs, hidden: true, longer, besides: known.judged.map(\.examination))
    for index in checks.indices where checks[index].outcome == .incorrect {
      guard let explanation = known.explanations[checks[index].quantity] else { continue }
      (checks[index].diagnosis, checks[index].isUnexplained) = (explanation.diagnosis, explanation.isUnexplained)
    }
    settle(&checks, judged, into: &judgements)
    return judgements
  }

  /// Adds the checks of one group of cases, once one slip costs once, and what agreement with wrong values has to prove.
  private func settle(_ checks: inout [Check], _ judged: [Judged], into judgements: inout Judgements) {
    let wrong = Set(checks.filter { $0.outcome == .incorrect }.map(\.quantity)).union(judgements.explanations.keys)
    let unsupported = ungrounded(judgements.found, among: wrong)
    // The author's tolerance asks for the expected numbers, wherever others come from.
    if assignment.comparison == nil {
      forgiveShared(&checks, judged, judgements.found.filter { !unsupported.contains($0.key) })
      for (quantity, numbers) in telling(checks, judged) {
        judgements.telling[quantity, default: [:]].merge(numbers) { $1 }
      }
      forgiveNotFinite(&checks, judged, unsupported, judgements.telling)
    }
    judgements.result.checks += checks
    judgements.judged += judged
    let own = Set(judged.map(\.graded.id))
    let found = suspects(judgements.result.checks, judgements.judged, partly: unsupported) ?? Suspects()
    judgements.suspects.uninformative.merge(found.uninformative.filter { own.contains($0.key) }) { $1 }
    judgements.suspects.open.merge(found.open.filter { own.contains($0.key) }) { $1 }
    judgements.suspects.explained = judgements.found
  }

  /// The checks of the public cases, or of the hidden ones, each by itself.
  ///
  /// - Parameters:
  ///   - longer: the verdicts on the program's choices in a longer run.
  ///   - others: the same program in cases of the other group, which may vouch for it.
  func examine(
    _ runs: Runs, hidden isHidden: Bool, _ longer: [String: Verdicts.Verdict], besides others: [Examination]
  ) -> (checks: [Check], judged: [Judged]) {
    let own = assignment.cases.indices.filter { assignment.cases[$0].isHidden == isHidden }
    let laid = own.map { index in
      let run = runs.of(index)
      let part = run.counted(of: inputs[index]) ?? (run, inputs[index])
      return (run: part.run, laid: lay(part.run, of: assignment.cases[index], part.inputs, longer: longer))
    }
    var (checks, judged): ([Check], [Judged]) = ([], [])
    for (place, index) in own.enumerated() {
      let graded = assignment.cases[index]
      var found: [Check]
      switch laid[place].laid {
      case .settled(let settled): found = settled
      case .examined(let examination, let choices):
        let peers = others + laid.indices.filter { $0 != place }.compactMap { laid[$0].laid.examination }
        found = check(laid[place].run, of: graded, examination, choices, peers: peers)
        judged.append(Judged(graded: graded, examination: examination))
      }
      for index in found.indices {
        guard case .notReported? = found[index].finding,
          let property = runs.of(own[place]).unreadable[found[index].quantity]
        else { continue }
        found[index].finding = .unreadable(property)
      }
      checks += found
    }
    return (checks, judged)
  }
}

extension Runs {
  /// The run of a case, by its place in the assignment.
  fileprivate func of(_ index: Int) -> CaseRun { cases.indices.contains(index) ? cases[index] : .notRun }
}

extension Grader.Result {
  /// Adds a case's output and notes.
  fileprivate mutating func add(_ run: CaseRun, of caseID: String, changed: [String], _ grader: Grader) {
    if !run.output.isEmpty {
      outputs.append(CaseOutput(caseID: caseID, text: run.output.hasSuffix("\n") ? run.output : run.output + "\n"))
    }
    let undeclared = run.undeclaredSettings.filter(grader.recipe.usedSettings.contains)
    let found =
      changed.map(Note.changesInput)
      + undeclared.map { .undeclaredSetting($0, type: grader.assignment.typeName) }
    for note in found where !notes.contains(note) { notes.append(note) }
  }
}
