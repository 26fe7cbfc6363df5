package import Assignments
internal import GradeModel
internal import TestSupport

extension AssignmentLibrary {
  /// The assignments of this repository.
  package static let shipped = AssignmentLibrary(
    directory: Repository.root + "/assignments")

  /// All that is graded by one recipe: the assignments without parts, and the parts of the others, `06-activations.tanh`.
  package func tasks() throws -> [String] {
    try assignments().flatMap { whole in
      whole.parts.isEmpty ? [whole.id] : whole.parts.map { PartName.joined(whole.id, $0.id) }
    }
  }

  /// One of these, by its name.
  package func task(_ name: String) throws -> Assignment {
    guard let id = PartName.part(of: name) else { return try assignment(name) }
    guard let part = try assignment(id).parts.first(where: { $0.id == PartName.own(name) }) else {
      throw AssignmentLibraryError.unknown(name, nearest: nil, known: try tasks())
    }
    return part
  }
}
