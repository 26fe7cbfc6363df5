internal import Assignments
internal import Diagnosis
internal import GradeModel
internal import Judging
internal import Reference

/// One slip costs once.
extension Grader {
  /// Gives back the marks of quantities whose numbers all come of a mistake that a quantity before them has been marked
  /// for: a change of a step between, which nobody is asked to report.
  ///
  /// - Parameter found: the explanation of each wrong quantity.
  func forgiveShared(_ checks: inout [Check], _ judged: [Judged], _ found: [String: Diagnoser.Finding]) {
    for one in judged {
      var paying: [String] = []
      // A quantity may have an equation for each parameter, and never pays for itself.
      for quantity in recipe.quantities where !paying.contains(quantity) {
        guard let index = checks.firstIndex(where: { $0.caseID == one.graded.id && $0.quantity == quantity }),
          checks[index].outcome == .incorrect
        else { continue }
        if let other = paying.first(where: { found[$0].map { one.examination.shares($0, quantity) } ?? false }) {
          follow(&checks[index], .sharesMistake(with: other), most: .infinity)
          for later in checks.indices where checks[later].caseID == one.graded.id {
            checks[later].finding = checks[later].finding?.tracing(quantity, to: other)
          }
        } else if found[quantity] != nil {
          paying.append(quantity)
        }
      }
    }
  }

  /// Gives marks to quantities that are not finite, and are not so by their own equation but by wrong ones before them.
  ///
  /// NaN shows nothing of how it was computed. So every mistake before has to be explained by its finite numbers, or they
  /// have to be right, and the marks are no more than these mistakes have cost in the case: nobody gains by making one.
  /// Infinities of both signs, each where and as the equation gives it, do show it, and so do enough finite numbers that follow
  /// from wrong ones: those beside the roots of negative numbers.
  ///
  /// - Parameter telling: the numbers that show an equation, by quantity and case: together they do, and each case has to have
  ///   its share.
  func forgiveNotFinite(
    _ checks: inout [Check], _ judged: [Judged], _ unsupported: Set<String>, _ telling: [String: [String: Int]]
  ) {
    for one in judged {
      let own = checks.indices.filter { checks[$0].caseID == one.graded.id }
      func isInnocent(_ check: Check) -> Bool {
        guard case .nonFinite? = check.finding, recipe.component.choices[check.quantity] == nil else { return false }
        return one.examination.judge(check.quantity)?.agrees ?? false
      }
      let wrong = own.filter { checks[$0].outcome == .incorrect }
      let mistakes = wrong.filter { !isInnocent(checks[$0]) }
      var given = 0.0
      for quantity in recipe.quantities {
        guard let index = wrong.first(where: { checks[$0].quantity == quantity }), isInnocent(checks[index]),
          case .nonFinite(let found)? = checks[index].finding
        else { continue }
        let origins = mistakes.filter { recipe.dependents(of: [checks[$0].quantity]).contains(quantity) }
        guard !origins.isEmpty,
          origins.allSatisfy({ !unsupported.contains(checks[$0].quantity) }),
          origins.allSatisfy({
            checks[$0].isComputedOtherwise || one.examination.holdsWhereFinite(checks[$0].quantity)
          })
        else { continue }
        let isShown =
          one.examination.hasTellingInfinities(quantity)
          || isShown(telling[quantity] ?? [:], in: one.graded.id)
        let isTelling = isShown && origins.allSatisfy { checks[$0].isComputedOtherwise }
        let cost = isTelling ? .infinity : origins.reduce(0) { $0 + checks[$1].maximum } - given
        guard cost > 0 else { continue }
        follow(&checks[index], .followsNotFinite(found, origins: origins.map { checks[$0].quantity }), most: cost)
        if !isTelling { given += checks[index].points }
      }
    }
  }

  /// The finite numbers of quantities that are not finite throughout, as far as they show an equation, by quantity and case.
  func telling(_ checks: [Check], _ judged: [Judged]) -> [String: [String: Int]] {
    var telling: [String: [String: Int]] = [:]
    for one in judged {
      for quantity in recipe.quantities.unique where isNotFinite(quantity, in: checks, of: one) {
        telling[quantity, default: [:]][one.graded.id] = one.examination.tellingNumbers(of: quantity)
      }
    }
    return telling
  }

  /// Twice the misfits that a diagnosis needs.
  private static let enoughNumbers = 12

  private func isShown(_ telling: [String: Int], in caseID: String) -> Bool {
    telling.values.reduce(0, +) >= Self.enoughNumbers && telling[caseID] ?? 0 > 0
  }

  private func isNotFinite(_ quantity: String, in checks: [Check], of one: Judged) -> Bool {
    checks.contains {
      guard case .nonFinite? = $0.finding else { return false }
      return $0.caseID == one.graded.id && $0.quantity == quantity && $0.outcome == .incorrect
    }
  }

  private func follow(_ check: inout Check, _ finding: Finding, most: Double) {
    check.outcome = .followThrough
    check.points = min(check.maximum * assignment.followThrough, most)
    check.finding = finding
    check.diagnosis = nil
    check.isUnexplained = false
  }
}

extension Finding {
  /// The same finding, if a mistake that one quantity shows is another's.
  fileprivate func tracing(_ quantity: String, to other: String) -> Finding {
    guard case .follows(let sources, let origins) = self, origins.contains(quantity) else { return self }
    var traced = origins.filter { $0 != quantity }
    if !traced.contains(other) { traced.insert(other, at: 0) }
    return .follows(sources: sources, origins: traced)
  }
}

extension Check {
  /// True if the quantity is known to be computed, by another formula than the one asked for.
  fileprivate var isComputedOtherwise: Bool {
    !isUnexplained && diagnosis.map { Set($0.kinds).isDisjoint(with: ["zero", "unchanged"]) } ?? false
  }
}
