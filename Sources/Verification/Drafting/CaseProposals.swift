package import Assignments
package import Equations
package import Grading
internal import Judging
internal import Reference
internal import Traces

/// Cases that an assignment lacks: found by search, each with the mistakes that it would catch and the others do not.
package struct CaseProposals: Sendable {
  package struct Proposal: Sendable {
    package let graded: Assignment.Case
    /// The case in the manifest, as an element of `cases`.
    package let lines: [String]
    /// The mistakes that it catches, as the student would be told.
    package let catches: [String]
    /// What all cases had alike, and have no longer with it.
    package let ends: [Coincidence]
  }

  package private(set) var proposals: [Proposal] = []
  /// The number of mistakes that were tried.
  package let tried: Int
  /// The mistakes that neither the assignment's cases nor the proposed ones catch.
  package private(set) var left: [String]
  /// What all cases have alike, the proposed ones too.
  package private(set) var alike: [Coincidence]

  private static let most = 3
  /// A case's part of the points: small, so that a mark hardly moves.
  private static let share = 0.2
  private static let seeds: [UInt64] = [0, 1_009, 2_003]

  /// - Throws: `RecipeError` if the assignment's own cases cannot be evaluated.
  package init(_ grader: Grader) async throws(RecipeError) {
    let check = SelfCheck(grader)
    let mutants = try await check.mutants()
    tried = mutants.count
    let open = mutants.filter { if case .missed = $0.fate { true } else { false } }.map(\.mistake)
    left = open.map(\.sentence)
    alike = Coincidence.all(in: grader.assignment)
    guard !open.isEmpty || !alike.isEmpty else { return }
    let candidates = Self.candidates(grader.assignment, grader.recipe, besides: alike)
    let caught = await withTaskGroup(of: (Int, [Bool]?).self) { group in
      for (place, candidate) in candidates.enumerated() {
        group.addTask { (place, check.catches(open, candidate)) }
      }
      return await group.reduce(into: [Int: [Bool]]()) { $0[$1.0] = $1.1 }
    }
    var isOpen = open.map { _ in true }
    while proposals.count < Self.most {
      // A mistake counts before what is alike; of two that catch as much, the one that ends more.
      let gains = candidates.indices.map { place in
        guard let caught = caught[place] else { return 0 }
        let assignment = grader.assignment.adding(proposals.map(\.graded) + [candidates[place]])
        return zip(isOpen, caught).count { $0 && $1 } * (alike.count + 1)
          + alike.count - Coincidence.all(in: assignment).count
      }
      guard let most = gains.max(), most > 0, let place = gains.firstIndex(of: most) else { break }
      var graded = candidates[place]
      graded.id = Self.id(proposals.count, besides: grader.assignment.cases.map(\.id) + proposals.map(\.graded.id))
      let found = open.indices.filter { isOpen[$0] && caught[place]?[$0] ?? false }
      guard let lines = CaseText(graded: graded, recipe: grader.recipe).lines else { break }
      let still = Coincidence.all(in: grader.assignment.adding(proposals.map(\.graded) + [graded]))
      proposals.append(
        Proposal(
          graded: graded, lines: lines, catches: found.map { open[$0].sentence },
          ends: alike.filter { !still.contains($0) }))
      alike = still
      for index in found { isOpen[index] = false }
    }
    left = zip(open, isOpen).filter(\.1).map(\.0.sentence)
  }

  private static func id(_ count: Int, besides known: [String]) -> String {
    var number = count + 1
    while known.contains("extra\(number)") { number += 1 }
    return "extra\(number)"
  }

  /// Cases like the assignment's own, each with something that it may lack, and other draws of them.
  ///
  /// - Parameter alike: what no candidate may have in common with the assignment's cases, as far as that can be.
  private static func candidates(
    _ assignment: Assignment, _ recipe: Recipe, besides alike: [Coincidence]
  ) -> [Assignment.Case] {
    assignment.cases.filter { !$0.isHidden }.flatMap { own in
      Probe.all(like: own, recipe: recipe).compactMap { probe in
        probe.graded.map { graded in
          var graded = graded.avoiding(alike, recipe)
          graded.title = probe.name
          graded.share = share
          // A program asks as often in each step as before.
          graded.grants = own.grants.mapValues { ($0 * graded.steps + own.steps - 1) / own.steps }
          return graded
        }
      }
    }.flatMap { graded in
      seeds.map { seed in
        var graded = graded
        graded.seed += seed
        return graded
      }
    }.filter { CaseText(graded: $0, recipe: recipe).lines != nil }
  }
}

extension SelfCheck {
  /// True for each mistake that would lose points in a case; nil if the right program itself cannot be judged there.
  fileprivate func catches(_ mistakes: [SimulatedMistake], _ graded: Assignment.Case) -> [Bool]? {
    guard let trial = try? Trial(graded.id, RunInputs(graded), grader.recipe), trial.isFinite else { return nil }
    return mistakes.map { isCaught($0, on: trial) }
  }
}

extension Assignment {
  fileprivate func adding(_ cases: [Case]) -> Assignment {
    var assignment = self
    assignment.cases += cases
    return assignment
  }
}
