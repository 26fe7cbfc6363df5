package import Assignments
internal import TestSupport

extension AssignmentLibrary {
  /// The assignments of this repository.
  package static let shipped = AssignmentLibrary(
    directory: Repository.root + "/assignments", recipes: RecipeSignature.catalogue)
}
