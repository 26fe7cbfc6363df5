/// The version of Gradus, as `gradus --version` and the packages give it.
enum Version {
  static let number = "0.5.0"
}
