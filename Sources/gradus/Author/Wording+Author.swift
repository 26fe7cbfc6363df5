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
}
