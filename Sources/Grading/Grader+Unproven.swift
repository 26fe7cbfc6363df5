internal import Assignments
internal import Equations
internal import Judging
internal import GradeModel
internal import Reference
internal import Traces

extension Grader {
  /// A case that was judged, and the run.
  struct Judged {
    var graded: Assignment.Case
    var examination: Examination
  }

  /// Takes back the marks of what agrees only with values that show nothing: frozen ones, ones that no input reaches, ones that
  /// were worked out backwards.
  ///
  /// Only wrong quantities are looked at for which no explanation was found: whoever makes a mistake that can be named keeps the
  /// marks of what follows from it. (Where several are wrong and all of them stand still, what explains them is chance.)
  func withdrawUnproven(_ checks: inout [Check], _ judged: [Judged], from subject: some Subject) async {
    guard checks.contains(where: { $0.outcome == .followThrough }) else { return }
    let visible = judged.filter { !$0.graded.isHidden }
    let incorrect = Set(checks.filter { $0.outcome == .incorrect }.map(\.quantity))
    let standsStill =
      incorrect.count > 1 && incorrect.allSatisfy { name in visible.allSatisfy { $0.examination.isFrozen(name) } }
    let explained = Set(checks.filter { $0.diagnosis != nil }.map(\.quantity))
    let suspects = incorrect.subtracting(standsStill ? [] : explained).filter { name in
      !visible.isEmpty && recipe.formula(of: name) != nil
        && visible.allSatisfy {
          $0.examination.isPublished(name) && Layout.firstNonFinite(name, in: $0.examination.trace) == nil
        }
    }
    guard !suspects.isEmpty else { return }
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
    let open = suspects.subtracting(uninformative.keys)
    if !open.isEmpty {
      for name in await independent(open, visible[0], subject) { uninformative[name] = .independent }
    }
    guard !uninformative.isEmpty else { return }
    // What the author has written down is the same on other inputs.
    let redrawn = RunInputs(CaseInputs(Self.redrawn(visible[0].graded))).constants
    let written = visible[0].examination.inputs.constants.filter { redrawn[$0.key] == $0.value }.map(\.key.quantity)
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

  /// Which quantities come out the same when the program is run once more, on the case with everything drawn anew.
  private func independent(_ names: Set<String>, _ judged: Judged, _ subject: some Subject) async -> Set<String> {
    let inputs = CaseInputs(Self.redrawn(judged.graded))
    let given = RunInputs(inputs)
    guard given.chosen.isEmpty, let golden = try? recipe.trace(given) else { return [] }
    let run = await subject.run(inputs)
    guard run.ending == .completed else { return [] }
    return names.filter { judged.examination.isIndependent($0, other: run.trace, otherGolden: golden) }
  }

  /// The same case with everything drawn anew.
  private static func redrawn(_ graded: Assignment.Case) -> Assignment.Case {
    var other = graded
    // Far from the seeds that people write.
    other.seed ^= 0x9E37_79B9_7F4A_7C15
    return other
  }
}
