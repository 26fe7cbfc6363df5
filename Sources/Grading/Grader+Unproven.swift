internal import Assignments
internal import Equations
internal import Judging
internal import GradeModel
internal import Reference
internal import Traces

extension Grader {
  /// Wrong quantities without an explanation: agreement with them may prove nothing.
  struct Suspects {
    /// Quantities that prove nothing, and the reasons.
    var uninformative: [String: Finding.Uninformative]
    /// Quantities that a run on other inputs has to decide.
    var open: Set<String>
  }

  /// Looks for wrong quantities that prove nothing by agreement with them; nil if no marks depend on any.
  ///
  /// Only wrong quantities without an explanation count: a mistake that can be named keeps the marks of quantities that
  /// follow from it. (If several are wrong and all of them are frozen, an explanation fits by chance.)
  func suspects(_ checks: [Check], _ judged: [Judged]) -> Suspects? {
    guard checks.contains(where: { $0.outcome == .followThrough }) else { return nil }
    let visible = judged.filter { !$0.graded.isHidden }
    let incorrect = Set(checks.filter { $0.outcome == .incorrect }.map(\.quantity))
    let standsStill =
      incorrect.count > 1 && incorrect.allSatisfy { name in visible.allSatisfy { $0.examination.isFrozen(name) } }
    let explained = Set(checks.filter { $0.diagnosis != nil }.map(\.quantity))
    let suspects = incorrect.subtracting(standsStill ? [] : explained).filter { name in
      !visible.isEmpty && recipe.formula(of: name) != nil
        && visible.allSatisfy {
          $0.examination.isPublished(name) && Structure.firstNonFinite(name, in: $0.examination.trace) == nil
        }
    }
    guard !suspects.isEmpty else { return nil }
    var uninformative: [String: Finding.Uninformative] = [:]
    for name in suspects {
      if visible.allSatisfy({ $0.examination.isFrozen(name) }) {
        uninformative[name] = .frozen
      } else if let result = visible[0].examination.backSolved(name),
        visible.allSatisfy({ $0.examination.backSolved(name) == result })
      {
        uninformative[name] = .backSolved(from: result)
      }
    }
    return Suspects(uninformative: uninformative, open: suspects.subtracting(uninformative.keys))
  }

  /// Takes back the marks of quantities that agree only with values that prove nothing: frozen values, values that no
  /// input reaches, and values that were worked out backwards.
  func withdrawUnproven(_ checks: inout [Check], _ judged: [Judged], _ suspects: Suspects, _ runs: Runs) {
    guard let first = judged.first(where: { !$0.graded.isHidden }) else { return }
    var uninformative = suspects.uninformative
    for name in independent(suspects.open, first, runs) { uninformative[name] = .independent }
    guard !uninformative.isEmpty else { return }
    // Inputs that the author has written down are the same in the redrawn case.
    let redrawn = RunInputs(first.graded.redrawn).constants
    let written = first.examination.inputs.constants.filter { redrawn[$0.key] == $0.value }.map(\.key.quantity)
    for one in judged {
      let following = checks.filter { $0.caseID == one.graded.id && $0.outcome == .followThrough }.map(\.quantity)
      let unproven = one.examination.unproven(by: uninformative, among: Set(following), besides: Set(written))
      for index in checks.indices where checks[index].caseID == one.graded.id {
        let quantity = checks[index].quantity
        guard let source = unproven[quantity], let why = uninformative[source] else { continue }
        checks[index].outcome = .unproven
        checks[index].points = 0
        checks[index].finding = .uninformative(source: source, why)
      }
    }
  }

  /// Quantities that come out the same when the program is run once more, on the case with everything drawn anew.
  private func independent(_ names: Set<String>, _ judged: Judged, _ runs: Runs) -> Set<String> {
    let steps = judged.examination.inputs.steps
    guard let run = runs.redrawn[judged.graded.id], run.ending == .completed || run.fullSteps >= steps else {
      return []
    }
    let given = RunInputs(judged.graded.redrawn).prefix(steps)
    guard given.chosen.isEmpty, let golden = try? recipe.trace(given) else { return [] }
    return names.filter { judged.examination.isIndependent($0, other: run.trace.prefix(steps), otherGolden: golden) }
  }
}
