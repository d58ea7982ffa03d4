/** The first stop of the keyboard: past the navigation. Each shell has one and a `main` with this id. */
export function SkipLink() {
  return (
    <a href="#main" className="skip-link">
      Skip to content
    </a>
  );
}
