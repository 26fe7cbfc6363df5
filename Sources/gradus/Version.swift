import PluginHost

/// The version of Gradus, as `gradus --version` and the packages give it.
enum Version {
  static let number = "0.5.0"
}

extension Installation {
  /// The grader as a gradebook knows it: its version, and a digest of its programs, since a version has many builds.
  var grader: String { Version.number + " " + digest }
}
