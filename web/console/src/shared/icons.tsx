import {
  IconAddressBook,
  IconAlertCircle,
  IconArrowsRightLeft,
  IconBell,
  IconBrandAppstore,
  IconBrandDiscord,
  IconBrandGooglePlay,
  IconBrandInstagram,
  IconBrandLine,
  IconBrandMessenger,
  IconBrandSlack,
  IconBrandTeams,
  IconBrandTelegram,
  IconBrandTiktok,
  IconBrandViber,
  IconBrandVk,
  IconBrandWechat,
  IconBrandWhatsapp,
  IconBrandX,
  IconBrandYoutube,
  IconCheck,
  IconChecks,
  IconChevronDown,
  IconChevronLeft,
  IconChevronsUp,
  IconChevronUp,
  IconCircleCheck,
  IconCircleOff,
  IconClock,
  IconCopy,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconDeviceMobileMessage,
  IconDownload,
  IconFile,
  IconFlame,
  IconHeadset,
  IconHelpCircle,
  IconHourglass,
  IconInbox,
  IconLayoutSidebarRight,
  IconLock,
  IconLogout,
  IconMail,
  IconMapPin,
  IconMenu2,
  IconMessageCircle,
  IconMessages,
  IconMoon,
  IconPaperclip,
  IconPhone,
  IconPlugConnected,
  IconPrinter,
  IconRefresh,
  IconRobot,
  IconSend,
  IconSettings,
  IconSun,
  IconTemplate,
  IconUserCheck,
  IconUserQuestion,
  IconUsers,
  IconWebhook,
  IconWorld,
  type TablerIcon,
} from "@tabler/icons-react";

export interface IconProps {
  size?: number;
  className?: string | undefined;
  /** Names the icon where it stands for a word; without it the icon is decoration. */
  label?: string | undefined;
}

export type Icon = (props: IconProps) => React.JSX.Element;

const named =
  (Shape: TablerIcon): Icon =>
  ({ size = 18, className, label }) => (
    <Shape
      size={size}
      stroke={1.75}
      className={className}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    />
  );

export const AddressBookIcon = named(IconAddressBook);
export const MapPinIcon = named(IconMapPin);
export const TemplateIcon = named(IconTemplate);
export const BellIcon = named(IconBell);
export const InboxIcon = named(IconInbox);
export const UserCheckIcon = named(IconUserCheck);
export const UserQuestionIcon = named(IconUserQuestion);
export const UsersIcon = named(IconUsers);
export const HourglassIcon = named(IconHourglass);
export const CircleOffIcon = named(IconCircleOff);
export const CircleCheckIcon = named(IconCircleCheck);
export const MailIcon = named(IconMail);
export const BrandTelegramIcon = named(IconBrandTelegram);
export const WorldIcon = named(IconWorld);
export const MessageCircleIcon = named(IconMessageCircle);
export const PlugConnectedIcon = named(IconPlugConnected);
export const SunIcon = named(IconSun);
export const MoonIcon = named(IconMoon);
export const DeviceDesktopIcon = named(IconDeviceDesktop);
export const LogoutIcon = named(IconLogout);
export const ChevronLeftIcon = named(IconChevronLeft);
export const ChevronDownIcon = named(IconChevronDown);
export const ChevronsUpIcon = named(IconChevronsUp);
export const ChevronUpIcon = named(IconChevronUp);
export const SettingsIcon = named(IconSettings);
export const ClockIcon = named(IconClock);
export const CheckIcon = named(IconCheck);
export const ChecksIcon = named(IconChecks);
export const AlertCircleIcon = named(IconAlertCircle);
export const HelpCircleIcon = named(IconHelpCircle);
export const PaperclipIcon = named(IconPaperclip);
export const SendIcon = named(IconSend);
export const FileIcon = named(IconFile);
export const DownloadIcon = named(IconDownload);
export const CopyIcon = named(IconCopy);
export const LayoutSidebarRightIcon = named(IconLayoutSidebarRight);
export const Menu2Icon = named(IconMenu2);
export const RefreshIcon = named(IconRefresh);
export const FlameIcon = named(IconFlame);
export const RobotIcon = named(IconRobot);
export const LockIcon = named(IconLock);
export const SwitchIcon = named(IconArrowsRightLeft);
export const BrandAppstoreIcon = named(IconBrandAppstore);
export const BrandDiscordIcon = named(IconBrandDiscord);
export const BrandGooglePlayIcon = named(IconBrandGooglePlay);
export const BrandInstagramIcon = named(IconBrandInstagram);
export const BrandLineIcon = named(IconBrandLine);
export const BrandMessengerIcon = named(IconBrandMessenger);
export const BrandSlackIcon = named(IconBrandSlack);
export const BrandTeamsIcon = named(IconBrandTeams);
export const BrandTiktokIcon = named(IconBrandTiktok);
export const BrandViberIcon = named(IconBrandViber);
export const BrandVkIcon = named(IconBrandVk);
export const BrandWechatIcon = named(IconBrandWechat);
export const BrandWhatsappIcon = named(IconBrandWhatsapp);
export const BrandXIcon = named(IconBrandX);
export const BrandYoutubeIcon = named(IconBrandYoutube);
export const DeviceMobileIcon = named(IconDeviceMobile);
export const DeviceMobileMessageIcon = named(IconDeviceMobileMessage);
export const HeadsetIcon = named(IconHeadset);
export const MessagesIcon = named(IconMessages);
export const PhoneIcon = named(IconPhone);
export const PrinterIcon = named(IconPrinter);
export const WebhookIcon = named(IconWebhook);
