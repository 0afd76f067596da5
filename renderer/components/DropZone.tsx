import { InboxOutlined } from '@ant-design/icons';
import { type DragEvent, useId, useState } from 'react';

interface DropZoneProps {
  /** Several files and folders are taken; else the first file. */
  multiple?: boolean;
  title: string;
  hint: string;
  onFiles(files: File[]): void;
}

function isFileDrag(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** The files that were dropped, those in folders among them; hidden ones are passed over. */
async function filesIn(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (!entries.some(({ isDirectory }) => isDirectory)) return [...transfer.files];
  const found = await Promise.all(entries.map(filesOf));
  return found.flat().sort((a, b) => a.name.localeCompare(b.name));
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith('.')) return [];
  if (entry.isFile) {
    return new Promise((resolve, reject) =>
      (entry as FileSystemFileEntry).file((file) => resolve([file]), reject),
    );
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return files;
    for (const each of some) files.push(...(await filesOf(each)));
  }
}

/** Takes dropped files and folders; a click or Enter chooses files instead. */
export function DropZone({ title, hint, multiple = false, onFiles }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const input = useId();
  const pass = (files: File[]) => {
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
  };
  const content = (
    <>
      <InboxOutlined className="drop-icon" aria-hidden />
      <span className="drop-title">{title}</span>
      <span className="drop-hint">{hint}</span>
    </>
  );
  const drag = {
    onDragOver: (event: DragEvent) => {
      if (!isFileDrag(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      void filesIn(event.dataTransfer).then(pass);
    },
  };
  const className = over ? 'drop-zone is-over' : 'drop-zone';
  return (
    <label htmlFor={input} className={className} {...drag}>
      <input
        id={input}
        type="file"
        multiple={multiple}
        className="visually-hidden"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          pass(files);
        }}
      />
      {content}
    </label>
  );
}
