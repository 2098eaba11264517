{{%AUTOESCAPE context="HTML"}}<nav class="tabs" aria-label="In {{NAME}}"><ul>
<li><a href="{{PATH}}"{{#AT_QUESTIONS}} aria-current="page"{{/AT_QUESTIONS}}>Questions</a></li>
<li><a href="{{PATH}}?show=unanswered"{{#AT_UNANSWERED}} aria-current="page"{{/AT_UNANSWERED}}>Unanswered</a></li>
<li><a href="{{PATH}}?show=pinned"{{#AT_PINNED}} aria-current="page"{{/AT_PINNED}}>Pinned</a></li>
<li><a href="{{PATH}}/guides"{{#AT_GUIDES}} aria-current="page"{{/AT_GUIDES}}>Guides</a></li>
<li><a href="{{PATH}}/projects"{{#AT_PROJECTS}} aria-current="page"{{/AT_PROJECTS}}>Projects</a></li>
<li><a href="{{PATH}}/events"{{#AT_EVENTS}} aria-current="page"{{/AT_EVENTS}}>Events</a></li>
<li><a href="{{PATH}}/signposts"{{#AT_SIGNPOSTS}} aria-current="page"{{/AT_SIGNPOSTS}}>Signposts</a></li>
{{#WITH_ROLL}}<li><a href="{{PATH}}/members"{{#AT_MEMBERS}} aria-current="page"{{/AT_MEMBERS}}>Members</a></li>{{/WITH_ROLL}}
</ul></nav>
