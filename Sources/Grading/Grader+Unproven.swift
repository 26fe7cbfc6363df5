internal import Assignments
internal import Diagnosis
internal import Equations
internal import GradeModel
internal import Judging
internal import Reference
internal import Traces

extension Grader {
  /// Wrong quantities without an explanation, by case: agreement with them may prove nothing.
  struct Suspects {
    /// Quantities that prove nothing, and the reasons.
    var uninformative: [String: [String: Finding.Uninformative]] = [:]
    /// Quantities that a run on other inputs has to decide.
    var open: [String: Set<String>] = [:]
    /// The explanation of each wrong quantity that has one.
    var explained: [String: Diagnoser.Finding] = [:]
  }

  /// Looks for wrong quantities that prove nothing by agreement with them; nil if no marks depend on any.
  ///
  /// Only wrong quantities without an explanation count: a mistake that can be named keeps the marks of quantities that
  /// follow from it. (If several are wrong and all of them are frozen, an explanation fits by chance.)
  ///
  /// Each case is looked at by itself, since a program may know some of them.
  ///
  /// - Parameter partly: quantities whose explanation rests on nothing that was given.
  func suspects(_ checks: [Check], _ judged: [Judged], partly: Set<String> = []) -> Suspects? {
    let explained = Set(checks.filter { $0.diagnosis != nil && !$0.isUnexplained }.map(\.quantity)).subtracting(partly)
    func wrong(_ one: Judged) -> Set<String> {
      Set(checks.filter { $0.caseID == one.graded.id && $0.outcome == .incorrect }.map(\.quantity))
    }
    let visible = judged.filter { !$0.graded.isHidden }
    let standsStill =
      visible.contains { wrong($0).count > 1 }
      && visible.allSatisfy { one in wrong(one).allSatisfy { one.examination.isFrozen($0) } }
    var found = Suspects()
    var backSolved: [String: String] = [:]
    for one in judged
    where checks.contains(where: { $0.caseID == one.graded.id && $0.outcome == .followThrough }) {
      let names = wrong(one).subtracting(standsStill ? [] : explained).filter {
        recipe.formula(of: $0) != nil && one.examination.isPublished($0)
      }
      for name in names.sorted() {
        // A rate that is the best throughout is a choice like any other.
        if recipe.component.choices[name] == nil, one.examination.isFrozen(name) {
          found.uninformative[one.graded.id, default: [:]][name] = .frozen
          continue
        }
        // A small case may have too few numbers to show it, in a program that another has shown to work backwards.
        if let result = one.examination.backSolved(name) { backSolved[name] = result }
        found.open[one.graded.id, default: []].insert(name)
      }
    }
    for (id, names) in found.open {
      for name in names {
        guard let result = backSolved[name] else { continue }
        found.uninformative[id, default: [:]][name] = .backSolved(from: result)
        found.open[id]?.remove(name)
      }
    }
    return found.uninformative.isEmpty && found.open.isEmpty ? nil : found
  }

  /// Takes back the marks of quantities that agree only with values that prove nothing: frozen values, values that no
  /// input reaches, values that were worked out backwards, and values that are computed otherwise on other inputs.
  func withdrawUnproven(_ checks: inout [Check], _ judged: [Judged], _ suspects: Suspects, _ runs: Runs) {
    var runsAgain: [String: Again] = [:]
    // A public case is doubted for public runs alone, a hidden one for all.
    var doubts: (public: [String: Finding.Uninformative], all: [String: Finding.Uninformative]) = ([:], [:])
    for one in judged {
      guard let open = suspects.open[one.graded.id], !open.isEmpty, let again = again(one, runs) else { continue }
      runsAgain[one.graded.id] = again
      for name in open.sorted() where doubts.all[name] == nil {
        doubts.all[name] = again.doubt(of: name, one.examination)
        if !one.graded.isHidden { doubts.public[name] = doubts.all[name] }
      }
    }
    for one in judged {
      let id = one.graded.id
      var uninformative = suspects.uninformative[id] ?? [:]
      let open = suspects.open[id] ?? []
      if uninformative.isEmpty, open.isEmpty { continue }
      let again = runsAgain[id]
      // Another case of the same program can show it where this one does not.
      for name in open.sorted() { uninformative[name] = (one.graded.isHidden ? doubts.all : doubts.public)[name] }
      let following = Set(checks.filter { $0.caseID == id && $0.outcome == .followThrough }.map(\.quantity))
      // Inputs that the author has written down are the same in the redrawn case.
      let redrawn = RunInputs(one.graded.redrawn).constants
      let written = one.examination.inputs.constants.filter { redrawn[$0.key] == $0.value }.map(\.key.quantity)
      // A quantity that proves nothing itself is no proof of what comes after it.
      let already = checks.filter { $0.caseID == id && $0.outcome == .unproven }.map(\.quantity)
      let unproven = one.examination.unproven(
        by: uninformative, among: following.union(already), besides: Set(written))
      let reached = recipe.dependents(of: open)
      for index in checks.indices where checks[index].caseID == id && following.contains(checks[index].quantity) {
        let quantity = checks[index].quantity
        if let source = unproven[quantity], let why = uninformative[source] {
          checks[index].finding = .uninformative(source: source, why)
        } else if reached.contains(quantity), let fault = again?.fault {
          // The marks may depend on what that run would have shown.
          (checks[index].outcome, checks[index].finding, checks[index].points) = (.graderError, fault, 0)
          continue
        } else if reached.contains(quantity), !checks[index].isRightDespite, let source = open.min(),
          again?.differs(in: quantity, sharing: checks[index].shared.flatMap { suspects.explained[$0] }) ?? false
        {
          checks[index].finding = .uninformative(source: source, .unanswered)
        } else {
          continue
        }
        checks[index].outcome = .unproven
        checks[index].points = 0
      }
    }
  }
}

extension Check {
  /// The quantity whose mistake this one's numbers come of.
  fileprivate var shared: String? {
    if case .sharesMistake(let other)? = finding { other } else { nil }
  }

  /// True if the quantity follows from the right values of what the program reports wrongly.
  fileprivate var isRightDespite: Bool {
    if case .rightDespite? = finding { true } else { false }
  }
}
