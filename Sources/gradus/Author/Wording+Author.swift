import Assignments
import Equations
import Reporting
import Verification

// Sentences for authors.
extension Wording {
  static func assignmentIsThere(_ folder: String) -> String { "'\(folder)' is there already: name a new folder" }

  static func drafted(_ attempt: Int, gaps: Int) -> String {
    "gradus: draft \(attempt): \(gaps == 0 ? "no gaps" : "\(gaps) \(gaps == 1 ? "gap" : "gaps")")"
  }

  static func noDraft(_ refusal: AssignmentDraft.Refusal) -> String {
    switch refusal {
    case .training:
      "no draft can be made of a training: copy the folder of 40-perceptron, and change it"
    case .shape(let recipe):
      "no draft can be made for '\(recipe)': the shape of an input follows from others. Copy the folder of a layer, and change it"
    case .notHandedIn(let recipe, let obstacle):
      "no draft can be made of '\(recipe)', because no submission can implement it: \(obstacle.words)"
    case .invalid(let reason):
      "no draft can be made: \(reason). Copy the folder of an assignment of the same kind, and change it"
    }
  }

  static func newAssignment(_ folder: String, _ gaps: AssignmentDraft.Gaps, floor: Double) -> String {
    let floor =
      floor > 0
      ? "Its floor is \(Int(floor)): so many points can be earned without computing what is asked. Look at them.\n" : ""
    let missed = gaps.missed.map { "  MISSED: \($0)\n" }.joined()
    let alike = gaps.alike.map { "  ALIKE: \(coincidence($0))\n" }.joined()
    let end =
      gaps.count == 0
      ? "Its cases tell every single mistake apart. Write the solution into Solution/, add \"Solution: {points: full}\" to samples, and run\n"
      : "Change the cases until nothing of this is left, and run\n"
    return "\(folder) is made: assignment.yaml, README.md and Starter/.\n" + missed + alike + floor + end
      + "  gradus verify \(folder.contains("/") ? folder : "./" + folder)\n"
  }

  /// The quantities of a recipe that a manifest may give points to, once if all conventions have the same.
  static func gradable(_ recipes: [Recipe]) -> String {
    let lists = recipes.map { $0.gradable.joined(separator: ", ") }
    let isOne = Set(lists).count == 1
    let lines = zip(recipes, lists).prefix(isOne ? 1 : recipes.count).map { isOne ? $1 : "\($0.convention): \($1)" }
    return "quantities that can have points\n" + lines.map { "    \($0)\n" }.joined()
  }

  static func askForCase(_ request: String) -> String {
    "gradus author case \(request) proposes cases that catch more."
  }

  /// - Parameter part: the part that the cases are of, in an assignment with parts: they stand deeper in its manifest.
  static func proposals(_ found: CaseProposals, for name: String, part: String?) -> String {
    if found.proposals.isEmpty && found.left.isEmpty && found.alike.isEmpty {
      return "\(name): its cases catch all \(found.tried) mistakes that were tried. None is lacking.\n"
    }
    var text = ""
    if !found.proposals.isEmpty {
      text += "\(name): add to 'cases' of \(part.map { "part '\($0)' in " } ?? "")its manifest\n\n"
      let indent = part == nil ? "" : "    "
      for proposal in found.proposals {
        // One sentence may be true of several places in an equation.
        var seen: Set<String> = []
        let caught =
          proposal.catches.filter { seen.insert($0).inserted }.map { "  # Catches: \($0)" }
          + proposal.ends.map { "  # No longer: \(coincidence($0))" }
        text += (caught + proposal.lines).map { indent + $0 + "\n" }.joined() + "\n"
      }
      text += "Every case takes its share of the points, so samples may earn otherwise: gradus verify says which.\n"
    } else {
      text += "\(name): no case was found.\n"
    }
    return text + found.left.map { "  LEFT: \($0)\n" }.joined()
      + found.alike.map { "  LEFT: \(coincidence($0))\n" }.joined()
  }
}
