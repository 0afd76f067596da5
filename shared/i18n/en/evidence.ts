/** Methods (`method.<name>`), warnings (`warning.<code>`), evidence sentences (`evidence.<code>`), next steps, changes. */
export const evidence = {};
