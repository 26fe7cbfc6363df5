package import Assignments
package import Equations
internal import GradeModel
internal import Grading
internal import Judging
internal import Reference

/// A new assignment on a recipe: its manifest, with cases that a search has found to tell mistakes apart.
package struct AssignmentDraft: Sendable {
  package let assignment: Assignment
  package let manifest: String
  /// The mistakes that the cases do not tell apart.
  package let gaps: Gaps

  /// The gaps of a draft: none of a good one.
  package struct Gaps: Sendable {
    /// Mistakes that earn everything, as sentences.
    package var missed: [String] = []
    package var alike: [Coincidence] = []

    package var count: Int { missed.count + alike.count }
  }

  /// A reason that no draft can be made.
  package enum Refusal: Error, Equatable, Sendable {
    /// A training: what it has to be given is the author's to say.
    case training
    /// An input whose shape follows from others.
    case shape(recipe: String)
    /// A recipe that no submission can implement.
    case notHandedIn(recipe: String, ManifestProblem.Obstacle)
    /// Cases that the recipe cannot be evaluated on, or a title that is no text.
    case invalid(String)
  }

  /// Drafts the cases, and goes on to other draws as long as mistakes are missed.
  ///
  /// - Parameters:
  ///   - progress: told the number of the draft, from 1, and its gaps.
  /// - Throws: `Refusal`.
  package init(
    _ recipe: Recipe, id: String, title: String, type: String, attempts: Int = 6,
    progress: (Int, Gaps) -> Void = { _, _ in }
  ) async throws {
    if recipe.component.kind == .training { throw Refusal.training }
    if let obstacle = recipe.obstacle { throw Refusal.notHandedIn(recipe: recipe.name, obstacle) }
    var best: AssignmentDraft?
    for attempt in 1...attempts {
      let seed = UInt64(attempt) * 100
      guard let text = Self.manifest(recipe, title: title, type: type, seed: seed, floor: 0) else {
        throw Refusal.shape(recipe: recipe.name)
      }
      let draft = try await Self.examined(text, recipe, id: id, title: title, type: type, seed: seed)
      progress(attempt, draft.gaps)
      if draft.gaps.count < best?.gaps.count ?? .max { best = draft }
      if draft.gaps.count == 0 { break }
    }
    guard let best else { throw Refusal.shape(recipe: recipe.name) }
    self = best
  }

  private init(_ assignment: Assignment, _ manifest: String, _ gaps: Gaps) {
    (self.assignment, self.manifest, self.gaps) = (assignment, manifest, gaps)
  }

  /// A draft with its gaps. What programs earn that compute nothing becomes the floor, for the author to look at.
  private static func examined(
    _ text: String, _ recipe: Recipe, id: String, title: String, type: String, seed: UInt64
  ) async throws -> AssignmentDraft {
    let (assignment, grader) = try read(text, id: id)
    var gaps = Gaps()
    do {
      for mutant in try await SelfCheck(grader).mutants() {
        if case .missed = mutant.fate { gaps.missed.append(mutant.sentence) }
      }
    } catch {
      throw Refusal.invalid("\(error)")
    }
    gaps.alike = Coincidence.all(in: assignment)
    let floor = await CheatCheck(grader).results().map(\.points).max() ?? 0
    guard floor > 0, let text = manifest(recipe, title: title, type: type, seed: seed, floor: floor.rounded(.up)) else {
      return AssignmentDraft(assignment, text, gaps)
    }
    return AssignmentDraft(try read(text, id: id).0, text, gaps)
  }

  private static func read(_ text: String, id: String) throws -> (Assignment, Grader) {
    do {
      let assignment = try Assignment(manifest: text.utf8, file: "assignment.yaml", id: id)
      return (assignment, try Grader(assignment))
    } catch {
      throw Refusal.invalid("\(error)")
    }
  }

  private static func manifest(_ recipe: Recipe, title: String, type: String, seed: UInt64, floor: Double) -> String? {
    let cases = [
      DraftCase(id: "usual", title: "the usual settings", place: 0, seed: seed + 1, share: nil),
      DraftCase(id: "generic", title: "settings of no special kind", place: 1, seed: seed + 2, share: 0.8),
      DraftCase(
        id: "extents", title: "other extents and another number of steps", place: 2, seed: seed + 3, share: 0.2),
    ].map { $0.lines(recipe) }
    guard !cases.contains(where: { $0 == nil }) else { return nil }
    let points = points(recipe)
    var lines = [
      "# A draft by gradus author. docs/assignment-format.md explains every key.", "title: \(YAMLText.quoted(title))",
      "recipe: \(recipe.name)", "convention: \(recipe.convention)", "type: \(type)", "",
      "# In the order of the equations: the first that differs is where to look.", "quantities:",
    ]
    lines += points.map { "  \($0.name): \($0.points)" }
    if floor > 0 {
      lines += [
        "",
        "# What a program can earn that computes nothing of what is asked. With 0 here gradus verify says which does.",
        "floor: \(Int(floor))",
      ]
    }
    lines += ["", "cases:"]
    lines += cases.compactMap(\.self).joined(separator: [""])
    let wrong = points.filter { $0.name != "gradients" || recipe.component.kind != .optimizer }.map(\.name)
    lines += [
      "", "limits: {wallClock: 5, cpu: 3}", "", "samples:",
      "  Starter: {points: nothing, fails: [\(wrong.joined(separator: ", "))]}", "",
    ]
    return lines.joined(separator: "\n")
  }

  /// A hundred points in equal parts, what is left over to the last. An optimizer is given its gradients.
  private static func points(_ recipe: Recipe) -> [(name: String, points: Int)] {
    let isOptimizer = recipe.component.kind == .optimizer
    var names = (isOptimizer ? recipe.reported : recipe.gradable).unique
    if isOptimizer { names.removeAll { $0 == "gradients" } }
    let share = 100 / max(names.count, 1)
    let own = names.enumerated().map { index, name in
      (name: name, points: index == names.count - 1 ? 100 - share * (names.count - 1) : share)
    }
    return (isOptimizer ? [(name: "gradients", points: 0)] : []) + own
  }
}
