import Equations
import Reference
import Testing

/// Recipes that go by a number: networks of any depth.
@Suite struct FamilyTests {
  @Test(arguments: [1, 3, 7, 32]) func aNetworkOfAnyDepthGoesByItsName(_ layers: Int) throws {
    let component = try Catalogue.component("trainMLP\(layers)")
    #expect(component.name == "trainMLP\(layers)" && component.title.contains("\(layers) layer"))
    for convention in component.conventions {
      let parameters = try component.recipe(convention.name).parameters
      #expect(Set(parameters) == Set((1...layers).flatMap { ["W\($0)", "b\($0)"] }))
    }
  }

  @Test func twoLayersAreTheOneThatIsListed() throws {
    #expect(try Catalogue.component("trainMLP2").name == "trainMLP")
    #expect(try Catalogue.component("trainMLP").recipe().parameters.sorted() == ["W1", "W2", "b1", "b2"])
  }

  @Test(arguments: [
    ("trainMLP0", "trainMLP: layers must be from 1 to 32, and is 0.0"),
    ("trainMLP33", "trainMLP: layers must be from 1 to 32, and is 33.0"),
    ("trainMLP99999999999999999999", "trainMLP: layers must be from 1 to 32, and is 1e+20"),
    ("trainMLPx", "no recipe is named 'trainMLPx'; did you mean 'trainMLP'?"),
    ("trainMLP-1", "no recipe is named 'trainMLP-1'"),
  ])
  func aNumberThatNoneHasIsNamed(_ name: String, message: String) {
    do {
      let component = try Catalogue.component(name)
      Issue.record("\(name) is \(component.name)")
    } catch {
      #expect("\(error)".hasPrefix(message), "\(error)")
    }
  }

  /// Each family is listed by one of its own, or nobody would find it.
  @Test func everyFamilyIsListed() {
    let names = Catalogue.components.map(\.name)
    for family in Catalogue.families {
      #expect(names.contains(family.name))
      #expect(!names.contains { family.has($0) }, "\(family.name) has two rows")
    }
  }
}
