import Assignments
import Equations
import GradeModel
import PluginHost
import Reference

/// The assignments of this installation.
struct Shelf {
  private let library: AssignmentLibrary

  init(_ installation: Installation) {
    library = AssignmentLibrary(directory: installation.assignments, recipes: Self.signatures)
  }

  /// An assignment by its identifier or its bare name.
  func assignment(_ id: String) throws(Failure) -> Assignment {
    do {
      return try library.assignment(id)
    } catch let error as ManifestError {
      throw .grader("\(error)")
    } catch {
      throw .usage("\(error)")
    }
  }

  func ids() throws(Failure) -> [String] {
    do {
      return try library.ids()
    } catch {
      throw .grader("\(error)")
    }
  }

  /// What a manifest may name, read off the recipes.
  static let signatures: [RecipeSignature] = Catalogue.components.map { component in
    RecipeSignature(
      name: component.name, conventions: component.conventions.map(\.name),
      settings: Dictionary(uniqueKeysWithValues: component.settings.map { ($0.name, $0.defaultValue) }),
      quantities: Dictionary(
        uniqueKeysWithValues: component.conventions.map { convention in
          let reported = (try? component.recipe(convention.name).reported) ?? []
          return (convention.name, component.inputs.filter(\.isPerStep).map(\.name) + reported)
        }))
  }
}
